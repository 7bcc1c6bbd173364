/**
 * The candidate that a mistyped word most likely meant.
 *
 * @param word - What was typed; the empty string suggests nothing.
 * @param candidates - What would have been right, in order of preference; may be empty.
 * @returns The nearest candidate (the first of equals), when at most a third of the longer word, and at most 3 characters, differ.
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  let best: {candidate: string; edits: number} | undefined
  for (const candidate of candidates) {
    const edits = editDistance(word, candidate)
    const allowed = Math.min(3, Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)))
    if (word !== '' && edits <= allowed && (best === undefined || edits < best.edits)) best = {candidate, edits}
  }
  return best?.candidate
}

/**
 * Optimal string alignment distance: the fewest insertions, deletions, replacements and swaps of neighbours
 * (each part of the word edited once) that turn `a` into `b`. Symmetric; 0 only for equal strings.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
export function editDistance(a: string, b: string): number {
  const columns = b.length + 1
  const edits = new Uint32Array((a.length + 1) * columns)
  const at = (row: number, column: number) => edits[row * columns + column]!
  for (let row = 0; row <= a.length; row++) {
    for (let column = 0; column <= b.length; column++) {
      edits[row * columns + column] = row === 0 || column === 0 ? row + column : cheapestStep(a, b, row, column, at)
    }
  }
  return at(a.length, b.length)
}

function cheapestStep(
  a: string,
  b: string,
  row: number,
  column: number,
  at: (row: number, column: number) => number,
): number {
  const replacement = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1)
  const step = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replacement)
  const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  return isSwap ? Math.min(step, at(row - 2, column - 2) + 1) : step
}

import type {CardRow} from './rate-card.ts'

/**
 * The row that prices a call: of those in force at its time, the most specific one that its speed and size match, speed
 * before size; when none matches, the base row, which is the unconditional one or else the one of the smallest prompts.
 *
 * @param rows - All rows of one model.
 * @param atMs - The call's time, milliseconds since 1970.
 * @param speed - `usage.speed`, null when not logged.
 * @param promptTokens - Size of the prompt in tokens.
 * @returns The row, or null when the model has no price at that time.
 */
export function rowInForce(
  rows: readonly CardRow[],
  atMs: number,
  speed: string | null,
  promptTokens: number,
): CardRow | null {
  const inForce = rows.filter((row) => row.fromMs <= atMs && atMs < row.toMs)
  const matching = inForce.filter(
    (row) =>
      (row.speed === null || row.speed === speed) &&
      promptTokens > lowerBound(row) &&
      promptTokens <= (row.upToTokens ?? Infinity),
  )
  if (matching.length > 0) return matching.reduce((best, row) => (isMoreSpecific(row, best) ? row : best))
  const [first, ...others] = inForce.filter((row) => row.speed === null)
  if (first === undefined) return null
  return others.reduce((base, row) => (lowerBound(row) < lowerBound(base) ? row : base), first)
}

/**
 * The row that would price a call at the latest moment at which the card has one for it.
 *
 * @returns The row, or null when the model has no row at any time.
 */
export function rowInForceLast(rows: readonly CardRow[], speed: string | null, promptTokens: number): CardRow | null {
  const lastMoments = rows.map((row) => Math.min(row.toMs - 1, Number.MAX_VALUE)).sort((a, b) => b - a)
  for (const moment of lastMoments) {
    const row = rowInForce(rows, moment, speed, promptTokens)
    if (row !== null) return row
  }
  return null
}

function lowerBound(row: CardRow): number {
  return row.overTokens ?? -1
}

/** Speed first, then any size, then the narrower size. */
function isMoreSpecific(row: CardRow, than: CardRow): boolean {
  const difference =
    Number(row.speed !== null) - Number(than.speed !== null) ||
    Number(hasSize(row)) - Number(hasSize(than)) ||
    lowerBound(row) - lowerBound(than) ||
    (than.upToTokens ?? Infinity) - (row.upToTokens ?? Infinity)
  return difference > 0
}

function hasSize(row: CardRow): boolean {
  return row.overTokens !== null || row.upToTokens !== null
}

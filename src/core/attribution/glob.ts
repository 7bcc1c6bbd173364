/** Whether a pattern stands for more than itself. */
export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?')
}

/**
 * Whether a text as a whole matches a pattern: `*` is anything, `?` one character, all else stands for itself. Done without a
 * regular expression, which takes longer to make than a hook needs it.
 *
 * @param pattern - Any text; compared from its last `*` on again and again, so it takes at most length × length steps.
 * @param text - What is matched.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let place = 0
  let at = 0
  let lastStar = -1
  let afterStar = 0
  while (at < text.length) {
    if (pattern[place] === '*') {
      lastStar = place++
      afterStar = at
    } else if (pattern[place] === '?') {
      place++
      at = next(text, at)
    } else if (pattern[place] === text[at]) {
      place++
      at++
    } else if (lastStar >= 0) {
      place = lastStar + 1
      afterStar = next(text, afterStar)
      at = afterStar
    } else return false
  }
  while (pattern[place] === '*') place++
  return place === pattern.length
}

/** Where the next character begins; one may be two units. */
function next(text: string, at: number): number {
  return at + (text.codePointAt(at)! > 0xffff ? 2 : 1)
}

/**
 * Compiles a glob: `*` is anything within a path segment, `**` anything at all, `?` one character of a segment, all
 * other characters stand for themselves. A pattern without `*` or `?` matches itself and, as a path, what is below it.
 *
 * @param pattern - The glob; matched against the whole text.
 */
export function compileGlob(pattern: string): (text: string) => boolean {
  if (!hasWildcard(pattern)) {
    const prefix = pattern.endsWith('/') ? pattern : `${pattern}/`
    return (text) => text === pattern || text.startsWith(prefix)
  }
  const source = pattern.replace(/\/\*\*$|\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (token) => {
    if (token === '/**') return '(?:/.*)?'
    if (token === '**/') return '(?:.*/)?'
    if (token === '**') return '.*'
    if (token === '*') return '[^/]*'
    return token === '?' ? '[^/]' : `\\${token}`
  })
  const expression = new RegExp(`^${source}$`, 'su')
  return (text) => expression.test(text)
}

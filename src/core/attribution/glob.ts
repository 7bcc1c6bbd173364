/** Whether a pattern stands for more than itself. */
export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?')
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

import {compileGlob, hasWildcard, matchesWildcards} from '../attribution/glob.ts'
import {missingName, type Dimension} from '../attribution/dimension.ts'

/** Keeps calls whose value of a dimension matches one of the patterns. */
export interface Filter {
  readonly dimension: Dimension
  readonly patterns: readonly string[]
}

/**
 * Compiles a filter's patterns. A project is matched as a path, with `/` or `\` between the parts (what lies below counts
 * too; a name alone matches the last folder), a session by the beginning of its id, all else as a whole; `*` and `?` are
 * wild.
 *
 * @param filter - The filter; any pattern may match.
 * @returns Whether a value (null: the call has none) matches.
 */
export function compileFilter(filter: Filter): (value: string | null) => boolean {
  const matchers = filter.patterns.map((pattern) => compilePattern(filter.dimension, pattern))
  const missing = missingName(filter.dimension)
  return (value) => matchers.some((matches) => matches(value ?? missing))
}

function compilePattern(dimension: Dimension, pattern: string): (value: string) => boolean {
  if (dimension === 'project') {
    const path = slashes(pattern)
    const matches = compileGlob(path.includes('/') ? path : `**/${path}`)
    return (value) => value === pattern || matches(slashes(value))
  }
  if (!hasWildcard(pattern)) {
    return dimension === 'session' ? (value) => value.startsWith(pattern) : (value) => value === pattern
  }
  return (value) => matchesWildcards(pattern, value)
}

function slashes(path: string): string {
  return path.includes('\\') ? path.replaceAll('\\', '/') : path
}

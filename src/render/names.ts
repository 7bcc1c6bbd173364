import {shortId} from '../core/attribution/short-id.ts'
import type {RenderOptions} from './options.ts'
import {visible} from './visible.ts'

/** A path with the home folder as `~`; anything else stays as it is. */
export function shortPath(path: string, home: string | undefined): string {
  if (home === undefined || home.length < 2 || !path.startsWith(home)) return path
  const rest = path.slice(home.length)
  return rest === '' || rest.startsWith('/') || rest.startsWith('\\') ? `~${rest}` : path
}

export {shortId}

/**
 * The value of a dimension as people read it: paths shortened, on a terminal ids too. Not yet safe: every format makes it so.
 *
 * @param dimension - Name of the dimension, or `call`.
 */
export function shortValue(
  dimension: string,
  value: string,
  {home, columns}: Pick<RenderOptions, 'home' | 'columns'>,
): string {
  if (dimension === 'project') return shortPath(value, home)
  return columns !== undefined && (dimension === 'session' || dimension === 'prompt') ? shortId(value) : value
}

/** The same, safe for a terminal. */
export function shownValue(dimension: string, value: string, options: Pick<RenderOptions, 'home' | 'columns'>): string {
  return visible(shortValue(dimension, value, options))
}

/** A dimension in words: `mcpServer` is `mcp server`. */
export function dimensionWords(dimension: string): string {
  return dimension.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

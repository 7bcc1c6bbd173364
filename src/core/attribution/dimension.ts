/** Dimensions with one value per call, kept in the attribution tuple (and so in the rollup). */
export const TUPLE_DIMENSIONS = [
  'arm',
  'project',
  'branch',
  'session',
  'model',
  'tier',
  'agent',
  'role',
  'plugin',
  'subPlugin',
  'kind',
  'serviceTier',
  'speed',
  'geo',
  'entrypoint',
  'version',
  'peer',
] as const

/** Dimensions of which one call may have several values; its money and tokens are split between them. */
export const SPLIT_DIMENSIONS = ['skill', 'tool', 'mcpServer'] as const

/** Spans of time by which a report may be grouped. */
export const TIME_DIMENSIONS = ['hour', 'day', 'week', 'month'] as const

/** All that `--by` takes. */
export const DIMENSIONS = [...TUPLE_DIMENSIONS, ...SPLIT_DIMENSIONS, 'prompt', ...TIME_DIMENSIONS] as const

export type TupleDimension = (typeof TUPLE_DIMENSIONS)[number]
export type TimeDimension = (typeof TIME_DIMENSIONS)[number]
export type Dimension = (typeof DIMENSIONS)[number]

/** How a missing value is called in reports, filters and budgets. */
export function missingName(dimension: Dimension): '(none)' | 'unknown' {
  return dimension === 'arm' || dimension === 'project' || dimension === 'day' ? 'unknown' : '(none)'
}

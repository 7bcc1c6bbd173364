import {TUPLE_DIMENSIONS} from '../../core/attribution/dimension.ts'

/** What is known of how far a file was read. */
export const SOURCE_STATE_COLUMNS = 'kind device inode size modified_ms offset head tail context'.split(' ')

const TUPLE_COLUMNS = TUPLE_DIMENSIONS.map(columnOf)

/** The column of a dimension: its name in snake case. */
export function columnOf(dimension: string): string {
  if (dimension === 'subPlugin') return 'sub_plugin'
  return dimension === 'serviceTier' ? 'service_tier' : dimension
}

/** How rows of a table are found and made. */
export interface Table {
  readonly name: string
  readonly columns: string
  readonly select: string
  readonly insert: string
}

function tableOf(name: string, keys: readonly string[], others: readonly string[] = []): Table {
  const columns = ['id', ...keys, ...others]
  return {
    name,
    columns: columns.join(', '),
    select: `SELECT id FROM ${name} WHERE ${keys.map((column) => `${column} IS ?`).join(' AND ')}`,
    insert: `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  }
}

/** One text of several values, different for different values. */
export function keyOf(values: readonly (string | number | null)[]): string {
  let key = ''
  for (const value of values) {
    if (typeof value === 'string') key += `${value.length}:${value}`
    else key += value === null ? '-' : `${value};`
  }
  return key
}

export const ATTRIBUTION = tableOf('attribution', ['hash', ...TUPLE_COLUMNS, 'skill', 'skills', 'orphan'])
export const EVIDENCE = tableOf(
  'evidence',
  'hash session cwd branch version entrypoint sidechain compaction run native_agent native_skill native_plugin skills peer'.split(
    ' ',
  ),
)
export const PROFILE = tableOf('profile', ['model', 'speed', 'service_tier', 'geo'])
export const PROMPT = tableOf('prompt', ['session', 'key'], ['at_ms'])
export const TOOL = tableOf('tool', ['name'], ['mcp_server'])
export const SOURCE = tableOf('source', ['path'], ['first_path', 'kind'])
export const SOURCE_STATE = tableOf('source', ['path'], ['first_path', ...SOURCE_STATE_COLUMNS])

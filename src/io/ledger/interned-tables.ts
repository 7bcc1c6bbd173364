/** How rows of a table are found and made. The SQL is written when it is first asked for. */
export class Table {
  readonly name: string
  readonly #keys: readonly string[]
  readonly #others: readonly string[]
  #select: string | undefined
  #insert: string | undefined

  /**
   * @param keys - Columns by which a row is found.
   * @param others - Further columns, filled when it is made.
   */
  constructor(name: string, keys: readonly string[], others: readonly string[] = []) {
    this.name = name
    this.#keys = keys
    this.#others = others
  }

  /** All columns, the id first. */
  get columns(): string {
    return ['id', ...this.#keys, ...this.#others].join(', ')
  }

  get select(): string {
    return (this.#select ??= `SELECT id FROM ${this.name} WHERE ${this.#keys.join(' IS ? AND ')} IS ?`)
  }

  get insert(): string {
    const more = this.#keys.length + this.#others.length
    return (this.#insert ??= `INSERT INTO ${this.name} (${this.columns}) VALUES (?${', ?'.repeat(more)})`)
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

// prettier-ignore
const ATTRIBUTION_KEYS = [
  'hash', 'arm', 'project', 'branch', 'session', 'model', 'tier', 'agent', 'role', 'plugin', 'sub_plugin', 'kind',
  'service_tier', 'speed', 'geo', 'entrypoint', 'version', 'peer', 'skill', 'skills', 'orphan',
]
// prettier-ignore
const EVIDENCE_KEYS = [
  'hash', 'session', 'cwd', 'branch', 'version', 'entrypoint', 'sidechain', 'compaction', 'run', 'native_agent',
  'native_skill', 'native_plugin', 'skills', 'peer',
]
/** What is known of how far a file was read. */
const SOURCE_STATE = ['kind', 'device', 'inode', 'size', 'modified_ms', 'offset', 'head', 'tail', 'context']

/** The columns are in the order in which `Interning` gives their values. */
export const ATTRIBUTION = new Table('attribution', ATTRIBUTION_KEYS)
export const EVIDENCE = new Table('evidence', EVIDENCE_KEYS)
export const PROFILE = new Table('profile', ['model', 'speed', 'service_tier', 'geo'])
export const PROMPT = new Table('prompt', ['session', 'key'], ['at_ms'])
export const TOOL = new Table('tool', ['name'], ['mcp_server'])
export const SOURCE = new Table('source', ['path'], ['first_path', 'kind'])
/** A source with how far it was read. */
export const READ_SOURCE = new Table('source', ['path'], ['first_path', ...SOURCE_STATE])

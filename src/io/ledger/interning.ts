import type {Attribution} from '../../core/attribution/attribution.ts'
import {TUPLE_DIMENSIONS} from '../../core/attribution/dimension.ts'
import type {Evidence, Usage} from '../../core/log/copy.ts'
import {textHash} from '../../core/log/text-hash.ts'
import {toolOrigin} from '../../core/log/tool-name.ts'
import type {Rate} from '../../core/rates/rate.ts'
import {integer, text, textOrNull, type Database, type Row} from './database.ts'

/** Between several skills in one column; no name holds it. */
export const SKILL_SEPARATOR = '\u001F'

const TUPLE_COLUMNS = TUPLE_DIMENSIONS.map(columnOf)

/** The column of a dimension: camel case becomes snake case. */
export function columnOf(dimension: string): string {
  if (dimension === dimension.toLowerCase()) return dimension
  const letters = Array.from(dimension, (letter) => [letter, letter.toLowerCase()] as const)
  return letters.map(([letter, small]) => (letter === small ? letter : `_${small}`)).join('')
}

/**
 * Gives the ids of the values that many calls share (attributions, evidence, rates, tools, prompts, profiles), making rows
 * as needed. Ids are remembered for the life of the object, so one object serves one transaction after another of one
 * connection, and is thrown away when a transaction fails.
 */
export class Interning {
  readonly #database: Database
  readonly #ids = new Map<string, number>()
  readonly #tools = new Map<string, number>()
  readonly #rates = new Map<Rate, number>()
  readonly #sessions = new Set<string | null>()
  #isComplete = false

  constructor(database: Database) {
    this.#database = database
  }

  /** @param isComplete - Whether every row of these tables was made through this object: then none is looked up. */
  begin(isComplete: boolean): void {
    this.#isComplete = isComplete
  }

  attribution(value: Attribution): number {
    const skill = value.skills.length === 0 ? null : value.skills.join(SKILL_SEPARATOR)
    const columns = TUPLE_DIMENSIONS.map((dimension) => value[dimension])
    const values = [...columns, skill, value.skills.length, Number(value.orphan)]
    return this.#hashed(ATTRIBUTION, values)
  }

  evidence(value: Evidence): number {
    this.#sessions.add(value.session)
    const values = [
      value.session,
      value.cwd,
      value.branch,
      value.version,
      value.entrypoint,
      Number(value.sidechain),
      Number(value.compaction),
      value.run,
      value.nativeAgent,
      value.nativeSkill,
      value.nativePlugin,
      value.skills === null ? null : JSON.stringify(value.skills),
      value.peer,
    ]
    return this.#hashed(EVIDENCE, values)
  }

  /** Whether there is evidence of a session. */
  hasEvidenceOf(session: string | null): boolean {
    if (this.#isComplete) return this.#sessions.has(session)
    return this.#database.get('SELECT 1 FROM evidence WHERE session IS ? LIMIT 1', session) !== undefined
  }

  rate(rate: Rate): number {
    const known = this.#rates.get(rate)
    if (known !== undefined) return known
    const row = this.#database.get('SELECT id FROM rate WHERE key = ?', rate.key)
    const {vector} = rate
    const id = row
      ? integer(row['id'])
      : this.#database.insert(
          'INSERT INTO rate (key, status, model, valid_from, condition, batch, geo_us, input, output, cache_read, cache_write_5m, cache_write_1h, web_search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          rate.key,
          rate.status,
          rate.model,
          rate.from,
          rate.condition,
          Number(rate.batch),
          Number(rate.geoUs),
          vector.input,
          vector.output,
          vector.cacheRead,
          vector.cacheWrite5m,
          vector.cacheWrite1h,
          vector.webSearch,
        )
    this.#rates.set(rate, id)
    return id
  }

  profile(model: string, usage: Pick<Usage, 'speed' | 'serviceTier' | 'geo'>): number {
    return this.#named(PROFILE, [model, usage.speed ?? '', usage.serviceTier ?? '', usage.geo ?? ''])
  }

  /** @param atMs - When it was typed, if this is known; the earliest time holds. */
  prompt(session: string, key: string, atMs: number | null = null): number {
    let isNew = false
    const id = this.#named(PROMPT, [session, key], () => {
      isNew = true
      return [atMs]
    })
    if (!isNew && atMs !== null)
      this.#database.run('UPDATE prompt SET at_ms = min(ifnull(at_ms, ?1), ?1) WHERE id = ?2', atMs, id)
    return id
  }

  tool(name: string): number {
    let id = this.#tools.get(name)
    if (id === undefined) this.#tools.set(name, (id = this.#named(TOOL, [name], () => [toolOrigin(name).mcpServer])))
    return id
  }

  source(path: string): number {
    return this.#named(SOURCE, [path], () => [path, 'transcript'])
  }

  /** Makes a source's row with all its columns, if it is certain that there is none. @returns Whether it did. */
  addSource(path: string, columns: string, values: readonly (string | number)[]): boolean {
    const key = keyOf(SOURCE, [path])
    if (!this.#isComplete || this.#ids.has(key)) return false
    const places = ', ?'.repeat(values.length)
    const insert = `INSERT INTO source (path, first_path, ${columns}) VALUES (?, ?${places})`
    this.#ids.set(key, this.#database.insert(insert, path, path, ...values))
    return true
  }

  /** Looks again which rows two paths have, after the first was renamed to the second. */
  renameSource(from: string, to: string): void {
    for (const path of [from, to]) {
      const row = this.#database.get(SOURCE.select, path)
      if (row === undefined) this.#ids.delete(keyOf(SOURCE, [path]))
      else this.#ids.set(keyOf(SOURCE, [path]), integer(row['id']))
    }
  }

  /** Rows told apart by a hash of all their columns. */
  #hashed(table: Table, values: readonly (string | number | null)[]): number {
    const key = keyOf(table, values)
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const hash = textHash(key)
    const row = this.#isComplete ? undefined : this.#database.get(table.select, hash, ...values)
    const id = row ? integer(row['id']) : this.#database.insert(table.insert, hash, ...values)
    this.#ids.set(key, id)
    return id
  }

  /** Rows told apart by some texts. @param others - Values of the columns that stand beside them in a new row. */
  #named(table: Table, names: readonly string[], others?: () => (string | number | null)[]): number {
    const key = keyOf(table, names)
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const row = this.#isComplete ? undefined : this.#database.get(table.select, ...names)
    const id = row ? integer(row['id']) : this.#database.insert(table.insert, ...names, ...(others?.() ?? []))
    this.#ids.set(key, id)
    return id
  }
}

/** How rows of a table are found and made. */
interface Table {
  readonly name: string
  readonly select: string
  readonly insert: string
}

function tableOf(name: string, keys: readonly string[], others: readonly string[] = []): Table {
  const columns = [...keys, ...others]
  return {
    name,
    select: `SELECT id FROM ${name} WHERE ${keys.map((column) => `${column} IS ?`).join(' AND ')}`,
    insert: `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  }
}

function keyOf({name}: Table, values: readonly (string | number | null)[]): string {
  return `${name}\n${JSON.stringify(values)}`
}

const ATTRIBUTION = tableOf('attribution', ['hash', ...TUPLE_COLUMNS, 'skill', 'skills', 'orphan'])
const EVIDENCE = tableOf(
  'evidence',
  'hash session cwd branch version entrypoint sidechain compaction run native_agent native_skill native_plugin skills peer'.split(
    ' ',
  ),
)
const PROFILE = tableOf('profile', ['model', 'speed', 'service_tier', 'geo'])
const PROMPT = tableOf('prompt', ['session', 'key'], ['at_ms'])
const TOOL = tableOf('tool', ['name'], ['mcp_server'])
const SOURCE = tableOf('source', ['path'], ['first_path', 'kind'])

/** The evidence in a row of the table. */
export function evidenceOf(row: Row): Evidence {
  const skills = textOrNull(row['skills'])
  return {
    session: textOrNull(row['session']),
    cwd: textOrNull(row['cwd']),
    branch: textOrNull(row['branch']),
    version: textOrNull(row['version']),
    entrypoint: textOrNull(row['entrypoint']),
    sidechain: row['sidechain'] === 1,
    compaction: row['compaction'] === 1,
    run: textOrNull(row['run']),
    nativeAgent: textOrNull(row['native_agent']),
    nativeSkill: textOrNull(row['native_skill']),
    nativePlugin: textOrNull(row['native_plugin']),
    skills: skills === null ? null : skillsOf(skills),
    peer: textOrNull(row['peer']),
  }
}

function skillsOf(json: string): string[] {
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed) ? parsed.map(text) : []
}

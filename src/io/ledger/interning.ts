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
  return dimension.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/**
 * Gives the ids of the values that many calls share (attributions, evidence, rates, tools, prompts, profiles), making rows
 * as needed. Ids are remembered for the life of the object, so one object serves one transaction after another of one
 * connection, and is thrown away when a transaction fails.
 */
export class Interning {
  readonly #database: Database
  readonly #ids = new Map<string, number>()
  readonly #rates = new Map<Rate, number>()

  constructor(database: Database) {
    this.#database = database
  }

  attribution(value: Attribution): number {
    const skill = value.skills.length === 0 ? null : value.skills.join(SKILL_SEPARATOR)
    const columns = TUPLE_DIMENSIONS.map((dimension) => value[dimension])
    const values = [...columns, skill, value.skills.length, Number(value.orphan)]
    return this.#hashed('attribution', [...TUPLE_COLUMNS, 'skill', 'skills', 'orphan'], values)
  }

  evidence(value: Evidence): number {
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
    return this.#hashed('evidence', EVIDENCE_COLUMNS, values)
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
    const values = [model, usage.speed ?? '', usage.serviceTier ?? '', usage.geo ?? '']
    return this.#unique('profile', ['model', 'speed', 'service_tier', 'geo'], values)
  }

  prompt(session: string, key: string): number {
    return this.#unique('prompt', ['session', 'key'], [session, key])
  }

  tool(name: string): number {
    const key = `tool\n${name}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const row = this.#database.get('SELECT id FROM tool WHERE name = ?', name)
    const id = row
      ? integer(row['id'])
      : this.#database.insert('INSERT INTO tool (name, mcp_server) VALUES (?, ?)', name, toolOrigin(name).mcpServer)
    this.#ids.set(key, id)
    return id
  }

  source(path: string): number {
    const key = `source\n${path}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const row = this.#database.get('SELECT id FROM source WHERE path = ?', path)
    const id = row
      ? integer(row['id'])
      : this.#database.insert("INSERT INTO source (path, first_path, kind) VALUES (?, ?, 'transcript')", path, path)
    this.#ids.set(key, id)
    return id
  }

  /** Rows told apart by a hash of all their columns. */
  #hashed(table: string, columns: readonly string[], values: readonly (string | number | null)[]): number {
    const key = `${table}\n${JSON.stringify(values)}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const hash = textHash(key)
    const where = columns.map((column) => `${column} IS ?`).join(' AND ')
    const row = this.#database.get(`SELECT id FROM ${table} WHERE hash = ? AND ${where}`, hash, ...values)
    const id = row
      ? integer(row['id'])
      : this.#database.insert(
          `INSERT INTO ${table} (hash, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
          hash,
          ...values,
        )
    this.#ids.set(key, id)
    return id
  }

  #unique(table: string, columns: readonly string[], values: readonly string[]): number {
    const key = `${table}\n${values.join('\n')}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const where = columns.map((column) => `${column} = ?`).join(' AND ')
    const row = this.#database.get(`SELECT id FROM ${table} WHERE ${where}`, ...values)
    const id = row
      ? integer(row['id'])
      : this.#database.insert(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
          ...values,
        )
    this.#ids.set(key, id)
    return id
  }
}

const EVIDENCE_COLUMNS = [
  'session',
  'cwd',
  'branch',
  'version',
  'entrypoint',
  'sidechain',
  'compaction',
  'run',
  'native_agent',
  'native_skill',
  'native_plugin',
  'skills',
  'peer',
]

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

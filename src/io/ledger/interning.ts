import type {Attribution} from '../../core/attribution/attribution.ts'
import type {Evidence, Usage} from '../../core/log/copy.ts'
import {textHash} from '../../core/log/text-hash.ts'
import {toolOrigin} from '../../core/log/tool-name.ts'
import type {Rate} from '../../core/rates/rate.ts'
import {integer, type Database} from './database.ts'
import {evidenceName, evidenceValues, type EvidenceName} from './evidence-name.ts'
import {
  ATTRIBUTION,
  EVIDENCE,
  keyOf,
  PROFILE,
  PROMPT,
  READ_SOURCE,
  SOURCE,
  TOOL,
  type Table,
} from './interned-tables.ts'
import {RowWriter} from './row-writer.ts'

/** Between several skills in one column; no name holds it. */
export const SKILL_SEPARATOR = '\u001F'

/**
 * Gives the ids of the values that many calls share (attributions, evidence, rates, tools, prompts, profiles), making rows
 * as needed. Ids are remembered for the life of the object, so one object serves one transaction after another of one
 * connection, and is thrown away when a transaction fails.
 */
export class Interning {
  readonly #database: Database
  readonly #ids = new Map<string, Map<string, number>>()
  readonly #tools = new Map<string, number>()
  readonly #rates = new Map<Rate, number>()
  readonly #sessions = new Set<string | null>()
  readonly #held = new Map<Table, RowWriter>()
  readonly #nextIds = new Map<string, number>()
  #isComplete = false
  #isHolding = false

  constructor(database: Database) {
    this.#database = database
  }

  /** @param isComplete - Whether every row of these tables was made through this object: then none is looked up. */
  begin(isComplete: boolean): void {
    this.#isComplete = isComplete
  }

  /** From now on new rows may be held back, to be written many at once: where nobody but this object could miss them. */
  holdBack(): void {
    this.#isHolding = this.#isComplete
  }

  /** Writes what was held back; nothing is from here on. */
  flush(): void {
    this.#isHolding = false
    for (const held of this.#held.values()) held.flush()
  }

  attribution(value: Attribution): number {
    const {arm, project, branch, session, model, tier, agent, role, plugin, subPlugin, kind} = value
    const {serviceTier, speed, geo, entrypoint, version, peer, skills, orphan} = value
    const skill = skills.length === 0 ? null : skills.join(SKILL_SEPARATOR)
    const who = [arm, project, branch, session, model, tier, agent, role, plugin, subPlugin, kind]
    const how = [serviceTier, speed, geo, entrypoint, version, peer, skill, skills.length, Number(orphan)]
    return this.#hashed(ATTRIBUTION, [...who, ...how])
  }

  evidence(value: Evidence): number {
    this.#sessions.add(value.session)
    return this.#hashed(EVIDENCE, evidenceValues(value), evidenceName(value))
  }

  /** Whether there is evidence of a session. */
  hasEvidenceOf(session: string | null): boolean {
    if (this.#isComplete) return this.#sessions.has(session)
    return this.#database.getList('SELECT 1 FROM evidence WHERE session IS ? LIMIT 1', session) !== undefined
  }

  rate(rate: Rate): number {
    const known = this.#rates.get(rate)
    if (known !== undefined) return known
    const row = this.#database.getList('SELECT id FROM rate WHERE key = ?', rate.key)
    const {vector} = rate
    const id = row
      ? integer(row[0])
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
    if (isNew || atMs === null) return id
    this.#held.get(PROMPT)?.flush()
    this.#database.run('UPDATE prompt SET at_ms = min(ifnull(at_ms, ?), ?) WHERE id = ?', atMs, atMs, id)
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

  /** The id of a source whose row is there to be changed. */
  writtenSource(path: string): number {
    const id = this.source(path)
    this.#flushSources()
    return id
  }

  /** Makes a source's row with all its columns, if it is certain that there is none. @returns Whether it did. */
  addSource(path: string, state: readonly (string | number)[]): boolean {
    const ids = this.#idsOf(READ_SOURCE)
    const key = keyOf([path])
    if (!this.#isComplete || ids.has(key)) return false
    ids.set(key, this.#insert(READ_SOURCE, [path, path, ...state]))
    return true
  }

  /** Calls a source otherwise, unless there is one of that name. */
  renameSource(from: string, to: string): void {
    this.#flushSources()
    this.#database.run('UPDATE OR IGNORE source SET path = ? WHERE path = ?', to, from)
    const ids = this.#idsOf(SOURCE)
    for (const path of [from, to]) {
      const row = this.#database.getList(SOURCE.select, path)
      if (row === undefined) ids.delete(keyOf([path]))
      else ids.set(keyOf([path]), integer(row[0]))
    }
  }

  #flushSources(): void {
    this.#held.get(SOURCE)?.flush()
    this.#held.get(READ_SOURCE)?.flush()
  }

  /** Rows told apart by a hash of all their columns. */
  #hashed(table: Table, values: readonly (string | number | null)[], name?: EvidenceName): number {
    const ids = this.#idsOf(table)
    const key = name?.key ?? keyOf(values)
    const known = ids.get(key)
    if (known !== undefined) return known
    const hash = name?.hash ?? textHash(key)
    const row = this.#isComplete ? undefined : this.#database.getList(table.select, hash, ...values)
    const id = row ? integer(row[0]) : this.#insert(table, [hash, ...values])
    ids.set(key, id)
    return id
  }

  /** Rows told apart by some texts. @param others - Values of the columns that stand beside them in a new row. */
  #named(table: Table, names: readonly string[], others?: () => (string | number | null)[]): number {
    const ids = this.#idsOf(table)
    const key = keyOf(names)
    const known = ids.get(key)
    if (known !== undefined) return known
    const row = this.#isComplete ? undefined : this.#database.getList(table.select, ...names)
    const id = row ? integer(row[0]) : this.#insert(table, [...names, ...(others?.() ?? [])])
    ids.set(key, id)
    return id
  }

  #idsOf({name}: Table): Map<string, number> {
    let ids = this.#ids.get(name)
    if (ids === undefined) this.#ids.set(name, (ids = new Map()))
    return ids
  }

  #insert(table: Table, values: readonly (string | number | null)[]): number {
    if (!this.#isHolding) {
      const id = this.#database.insert(table.insert, null, ...values)
      this.#nextIds.set(table.name, id + 1)
      return id
    }
    // the table was empty, and has had no other rows since
    const id = this.#nextIds.get(table.name) ?? 1
    this.#nextIds.set(table.name, id + 1)
    let held = this.#held.get(table)
    if (held === undefined) {
      held = new RowWriter(this.#database, (rows) => `INSERT OR FAIL INTO ${table.name} (${table.columns}) ${rows}`)
      this.#held.set(table, held)
    }
    held.add([id, ...values])
    return id
  }
}

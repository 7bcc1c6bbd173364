import {callKeys} from '../../core/anomaly/call-keys.ts'
import type {KeyedCost} from '../../core/anomaly/quiet-detector.ts'
import type {SpendItem} from '../../core/anomaly/spend-item.ts'
import {missingName} from '../../core/attribution/dimension.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {costOf, type CellRate} from '../../core/report/amounts.ts'
import {BUCKET_MS} from '../../core/report/bucket.ts'
import {COST_CLASSES, type CostByClass} from '../../core/rates/rate.ts'
import {localDayOf} from '../../core/time/local-day.ts'
import {TOKEN_CLASSES, type TokenSums} from '../../core/tokens.ts'
import {exact, integer, integerOrNull, text, textOrNull, type Database, type Row} from './database.ts'
import {SKILL_SEPARATOR} from './interning.ts'
import {CALL_USD} from './session-costs.ts'
import type {SqlPart} from './query/source.ts'
import {cellRates, countsOf} from './query/rates.ts'
import {SUM_COLUMNS} from './query/source.ts'

/** Earlier calls that teach what is usual, before a period. */
const TEACHING_CALLS = 20_000

/** Which calls to read. */
export interface CallItemsQuery {
  /** Null: from the beginning. */
  readonly fromMs: number | null
  /** Later calls are left out. */
  readonly toMs: number
  readonly filter: SqlPart
}

/** The calls of a period in order of time, after the last ones before it, which teach what is usual. */
export function* callItems(database: Database, {fromMs, toMs, filter}: CallItemsQuery): Generator<SpendItem> {
  const rates = cellRates(database)
  const keys = new Map<number, ReturnType<typeof keysOf>>()
  const sql = `
    SELECT call.identity, call.part, call.at_ms, call.attribution, call.rate, 1 AS calls, call.input, call.output,
      call.cache_read, call.cache_write_5m, call.cache_write_1h, call.web_searches, 0 AS lower_bound_calls,
      0 AS missing_output, 0 AS unread_5m, 0 AS unread_1h, p.key AS prompt_key
    FROM call LEFT JOIN prompt p ON p.id = call.prompt JOIN attribution a ON a.id = call.attribution
    WHERE call.at_ms >= ? AND call.at_ms < ? AND ${filter.sql} ORDER BY call.at_ms, call.identity, call.part`
  for (const row of database.iterateExact(sql, teachingFrom(database, fromMs), toMs, ...filter.values)) {
    const attribution = Number(exact(row['attribution']))
    let known = keys.get(attribution)
    if (known === undefined) keys.set(attribution, (known = keysOf(database, attribution)))
    yield itemOf(row, rateIn(rates, row), known)
  }
}

/** What the last calls up to a moment cost, in order of time: what limits are taken from, without the rest of an item. */
export function* recentCosts(database: Database, fromMs: number, nowMs: number): Generator<KeyedCost> {
  const names = new Map<number, string>()
  for (const [id, name] of database.allLists(KIND_NAMES)) names.set(integer(id), text(name))
  const keys = new Map<string, KeyedCost['keys']>()
  const rows = database.allLists(
    `SELECT call.attribution, ${CALL_USD} FROM call JOIN rate r ON r.id = call.rate
    WHERE call.at_ms BETWEEN ? AND ? ORDER BY call.at_ms, call.identity, call.part`,
    Math.max(fromMs, teachingFrom(database, nowMs)),
    nowMs,
  )
  for (const [id, usd] of rows) {
    const attribution = integer(id)
    const name = names.get(attribution) ?? ''
    let known = keys.get(name)
    if (known === undefined) keys.set(name, (known = keysOf(database, attribution).keys))
    yield {keys: known, costUsd: Number(usd)}
  }
}

/** What kind of call an attribution's are, as one text: naming its parts for each takes long. */
const KIND_NAMES = `
  SELECT id, concat_ws(char(31), ifnull(plugin, char(30)), ifnull(sub_plugin, char(30)), ifnull(skill, char(30)), ifnull(agent, char(30)),
    ifnull(role, char(30)), ifnull(model, char(30)), ifnull(kind, char(30))) FROM attribution`

function teachingFrom(database: Database, fromMs: number | null): number {
  if (fromMs === null) return 0
  const sql = 'SELECT at_ms FROM call WHERE at_ms < ? ORDER BY at_ms DESC LIMIT 1 OFFSET ?'
  return integerOrNull(database.get(sql, fromMs, TEACHING_CALLS - 1)?.['at_ms'] ?? null) ?? 0
}

/** What the calls of one attribution share. */
interface Shared {
  readonly keys: SpendItem['keys']
  readonly model: string
  readonly agent: string
  readonly session: string | null
}

/** The keys and names of the calls of one attribution. */
export function keysOf(database: Database, attribution: number): Shared {
  const row = database.getList(
    'SELECT plugin, sub_plugin, skill, agent, role, model, kind, session FROM attribution WHERE id = ?',
    attribution,
  )
  if (row === undefined) throw new TypeError('ledger: a call has an attribution that is not there')
  const [skill, agent, model] = [textOrNull(row[2]), textOrNull(row[3]), textOrNull(row[5])]
  return {
    keys: callKeys({
      plugin: textOrNull(row[0]),
      subPlugin: textOrNull(row[1]),
      skills: skill === null ? [] : skill.split(SKILL_SEPARATOR),
      agent,
      role: textOrNull(row[4]),
      model,
      kind: textOrNull(row[6]),
    }),
    model: model ?? missingName('model'),
    agent: agent ?? missingName('agent'),
    session: textOrNull(row[7]),
  }
}

function rateIn(rates: ReadonlyMap<number, CellRate>, row: Row): CellRate {
  const rate = rates.get(Number(exact(row['rate'])))
  if (rate === undefined) throw new TypeError('ledger: a call has a rate that is not there')
  return rate
}

function itemOf(row: Row, rate: CellRate, {keys, model, agent, session}: Shared): SpendItem {
  const {tokens, webSearches} = countsOf(row)
  const cost = costOf({tokens, webSearches}, rate.vector)
  const [identity, part] = [text(row['identity']), exact(row['part'])]
  return {
    id: part === 0n ? identity : `${identity}#${part}`,
    atMs: Number(exact(row['at_ms'])),
    keys,
    usd: usdOf(cost),
    tokens,
    webSearches,
    cost,
    model,
    agent,
    session,
    prompt: textOrNull(row['prompt_key']),
    open: false,
  }
}

/** Sessions in the order in which they ended, or days in order, up to now. Those that may go on are marked as open. */
export function groupItems(
  database: Database,
  unit: 'session' | 'day',
  {nowMs, timezone, filter}: {readonly nowMs: number; readonly timezone: string; readonly filter: SqlPart},
): SpendItem[] {
  const rates = cellRates(database)
  const sums = SUM_COLUMNS.map((name) => `sum(s.${name}) AS ${name}`).join(', ')
  const group = unit === 'session' ? 'a.session' : 's.bucket'
  const rows = database.allExact(
    `SELECT ${group} AS name, s.rate AS rate, a.model AS model, max(s.bucket) AS last, ${sums}
    FROM rollup s JOIN attribution a ON a.id = s.attribution
    WHERE s.bucket BETWEEN 0 AND ? AND ${group} IS NOT NULL AND ${filter.sql} GROUP BY ${group}, s.rate, a.model`,
    Math.floor(nowMs / BUCKET_MS),
    ...filter.values,
  )
  const groups = new Map<string, GroupSums>()
  for (const row of rows) {
    const last = Number(exact(row['last'])) * BUCKET_MS
    const name = unit === 'session' ? text(row['name']) : localDayOf(timezone, last).label
    let sum = groups.get(name)
    if (sum === undefined) groups.set(name, (sum = new GroupSums()))
    sum.add(row, rateIn(rates, row), textOrNull(row['model']) ?? missingName('model'), last)
  }
  const openFrom = unit === 'session' ? nowMs - OPEN_SESSION_MS : localDayOf(timezone, nowMs).fromMs
  return [...groups]
    .map(([name, sum]) => sum.item(name, unit, openFrom))
    .sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0) || (a.id < b.id ? -1 : 1))
}

/** A session that was active so lately may go on. */
const OPEN_SESSION_MS = 3_600_000

class GroupSums {
  readonly #tokens: TokenSums = {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}
  readonly #cost: CostByClass = {
    input: 0n,
    output: 0n,
    cacheRead: 0n,
    cacheWrite5m: 0n,
    cacheWrite1h: 0n,
    webSearch: 0n,
  }
  readonly #models = new Map<string, bigint>()
  #webSearches = 0n
  #lastMs = 0

  add(row: Row, rate: CellRate, model: string, lastMs: number): void {
    const {tokens, webSearches} = countsOf(row)
    const cost = costOf({tokens, webSearches}, rate.vector)
    for (const name of TOKEN_CLASSES) this.#tokens[name] += tokens[name]
    for (const name of COST_CLASSES) this.#cost[name] += cost[name]
    this.#webSearches += webSearches
    this.#lastMs = Math.max(this.#lastMs, lastMs)
    const whole = COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n)
    this.#models.set(model, (this.#models.get(model) ?? 0n) + whole)
  }

  item(name: string, unit: 'session' | 'day', openFromMs: number): SpendItem {
    const [model] = [...this.#models].reduce((most, one) => (one[1] > most[1] ? one : most))
    return {
      id: name,
      atMs: this.#lastMs,
      keys: [unit === 'session' ? 'all sessions' : 'all days'],
      usd: usdOf(this.#cost),
      tokens: this.#tokens,
      webSearches: this.#webSearches,
      cost: this.#cost,
      model,
      agent: 'all',
      session: unit === 'session' ? name : null,
      prompt: null,
      open: this.#lastMs >= openFromMs,
    }
  }
}

function usdOf(cost: CostByClass): number {
  return toUsd(COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n))
}

/** Where a prompt stands in its session: which one it was, from 1, and when it was typed. */
export function promptPlace(
  database: Database,
  session: string,
  prompt: string,
): {readonly index: number; readonly atMs: number | null} | null {
  const row = database.get(
    `SELECT at_ms, (SELECT count(*) FROM prompt b WHERE b.session = p.session AND b.at_ms <= p.at_ms) AS place
    FROM prompt p WHERE session = ? AND key = ?`,
    session,
    prompt,
  )
  return row === undefined ? null : {index: Math.max(1, integer(row['place'])), atMs: integerOrNull(row['at_ms'])}
}

import {changedCardEvent} from '../../core/events/rate-card-events.ts'
import type {Pricer} from '../../core/rates/pricer.ts'
import type {Rate} from '../../core/rates/rate.ts'
import {type Repricing, RepricingSum} from '../../core/rates/repricing.ts'
import type {CellRate} from '../../core/report/amounts.ts'
import {type CallChange, findCallsFrom} from './call-row.ts'
import {exact, integer, type Database, text, textOrNull} from './database.ts'
import {recordEvent} from './events.ts'
import {Interning} from './interning.ts'
import {rateOf} from './query/rates.ts'
import {rebuildRollup} from './rollup.ts'
import {keepSpent} from './spent-listener.ts'

/** Calls per batch that listeners are told of. */
const CALLS_AT_ONCE = 5000

const CALLS = `
  SELECT call.id, call.at_ms, call.rate, call.batch, call.input, call.output, call.cache_read, call.cache_write_5m,
    call.cache_write_1h, call.web_searches, profile.model, profile.speed, profile.service_tier, profile.geo
  FROM call JOIN profile ON profile.id = call.profile JOIN attribution ON attribution.id = call.attribution
  WHERE call.at_ms >= ? AND attribution.peer IS NULL ORDER BY call.id`

/** How to move prices. */
export interface RepriceRequest {
  /** Calls from this moment on; those without a time stay as they are. */
  readonly fromMs: number
  readonly nowMs: number
  /** Fingerprint of the card. */
  readonly card: string
  readonly dryRun: boolean
}

/**
 * Prices calls again, also those that have a price, and leaves a record of it in the table `reprice`, all in one
 * transaction, with what budgets count as spent. A dry run, and a run that changes nothing, write nothing.
 */
export function repriceCalls(database: Database, pricer: Pricer, request: RepriceRequest): Repricing {
  if (request.dryRun) return movesOf(database, pricer, request.fromMs).repricing
  return database.transaction(() => {
    const {repricing, moves} = movesOf(database, pricer, request.fromMs)
    if (repricing.calls === 0) return repricing
    const interning = new Interning(database)
    const onChanges = keepSpent(database)
    const ids = [...moves.keys()]
    for (let start = 0; start < ids.length; start += CALLS_AT_ONCE) {
      const changes = ids.slice(start, start + CALLS_AT_ONCE).flatMap((id): CallChange[] => {
        const after = moves.get(id)
        const [stored] = findCallsFrom(database, id, 1)
        if (after === undefined || stored === undefined) return []
        const rate = interning.rate(after)
        database.run('UPDATE call SET rate = ? WHERE id = ?', rate, id)
        const tools = stored.row.part === 0 ? stored.state.tools : []
        return [{before: stored.row, after: {...stored.row, rate}, toolsBefore: tools, toolsAfter: tools}]
      })
      onChanges(changes)
    }
    rebuildRollup(database)
    report(database, request, repricing)
    record(database, request, repricing)
    return repricing
  })
}

function movesOf(database: Database, pricer: Pricer, fromMs: number): {repricing: Repricing; moves: Map<number, Rate>} {
  const rates = storedRates(database)
  const sum = new RepricingSum()
  const moves = new Map<number, Rate>()
  for (const row of database.iterate(CALLS, fromMs)) {
    const before = rates.get(integer(row['rate']))
    if (before === undefined) throw new TypeError('ledger: a rate is missing')
    const tokens = {
      input: integer(row['input']),
      output: integer(row['output']),
      cacheRead: integer(row['cache_read']),
      cacheWrite5m: integer(row['cache_write_5m']),
      cacheWrite1h: integer(row['cache_write_1h']),
    }
    const model = text(row['model'])
    const after = pricer.price({
      model,
      atMs: integer(row['at_ms']),
      speed: textOrNull(row['speed']) || null,
      serviceTier: textOrNull(row['service_tier']) || null,
      geo: textOrNull(row['geo']) || null,
      tokens,
      isBatch: row['batch'] === 1,
    })
    if (after.key === before.key) continue
    moves.set(integer(row['id']), after)
    sum.add({model, tokens, webSearches: integer(row['web_searches']), before, after})
  }
  return {repricing: sum.repricing(), moves}
}

function storedRates(database: Database): Map<number, Pick<Rate, 'key'> & CellRate> {
  const rows = database.allExact('SELECT * FROM rate')
  return new Map(rows.map((row) => [Number(exact(row['id'])), {key: text(row['key']), ...rateOf(row)}]))
}

/** Tells those who follow events that past calls have other prices than by the card of the time, or of the last repricing. */
function report(database: Database, {nowMs, card}: RepriceRequest, {calls}: Repricing): void {
  const last = database.get('SELECT card FROM reprice ORDER BY id DESC LIMIT 1')?.['card']
  const first = database.get("SELECT value FROM meta WHERE key = 'first_card'")?.['value']
  const before = textOrNull(last ?? first ?? null) ?? card
  recordEvent(database, nowMs, changedCardEvent({before, after: card, atMs: nowMs, repricedCalls: calls}))
}

function record(database: Database, {nowMs, fromMs, card}: RepriceRequest, repricing: Repricing): void {
  const groups = repricing.groups.map((group) => ({...group, before: String(group.before), after: String(group.after)}))
  database.run(
    'INSERT INTO reprice (at_ms, from_ms, card, calls, before, after, json) VALUES (?, ?, ?, ?, ?, ?, ?)',
    nowMs,
    fromMs,
    card,
    repricing.calls,
    String(repricing.before),
    String(repricing.after),
    JSON.stringify(groups),
  )
}

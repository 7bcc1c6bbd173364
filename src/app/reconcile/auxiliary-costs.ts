import {billModel} from '../../core/billing/bill-model.ts'
import type {Picodollars} from '../../core/money/picodollars.ts'
import type {RateCard} from '../../core/rates/rate-card.ts'
import {startOfDayMs} from '../../core/time/local-day.ts'
import type {DaySpan} from './estimated-cells.ts'
import type {ReconcilePorts} from './reconcile-ports.ts'

/**
 * By model, the cost of calls that transcripts do not hold: titles, summaries and the like. From a telemetry file where one
 * is named, else from what Claude Code itself counted per session beyond the session's calls.
 */
export async function auxiliaryCosts(
  ports: ReconcilePorts,
  span: DaySpan,
  otelFile: string | undefined,
  card: RateCard,
): Promise<Map<string, Picodollars>> {
  const costs = new Map<string, Picodollars>()
  const add = (name: string, cost: Picodollars) => {
    const model = billModel(name, card) ?? name
    costs.set(model, (costs.get(model) ?? 0n) + cost)
  }
  const fromMs = startOfDayMs('UTC', span.fromDay)
  const toMs = startOfDayMs('UTC', span.toDay)
  const isWithin = (atMs: number | null) => atMs === null || (fromMs <= atMs && atMs < toMs)
  if (otelFile !== undefined) {
    const requests = await ports.ownCounts.unknownRequests(otelFile)
    for (const {atMs, model, cost, querySource} of requests) {
      if (querySource === 'auxiliary' && isWithin(atMs)) add(model, cost)
    }
    return costs
  }
  const states = ports.ownCounts.costStates().filter(({startMs}) => startMs !== null && isWithin(startMs))
  if (states.length === 0) return costs
  const counted = countedCosts(ports, card)
  for (const {session, model, cost} of states) {
    const own = counted.get(`${session}\n${billModel(model, card) ?? model}`) ?? 0n
    if (cost > own) add(model, cost - own)
  }
  return costs
}

/** What the ledger has of each session and model, at any time. */
function countedCosts({ledger}: ReconcilePorts, card: RateCard): Map<string, Picodollars> {
  const bounds = {fromMs: null, toMs: null}
  const {groups} = ledger.group({bounds, by: ['session', 'model'], filters: [], timezone: 'UTC', monthStart: 1})
  const costs = new Map<string, Picodollars>()
  for (const {values, amounts} of groups) {
    const [session, name] = values
    const key = `${session ?? ''}\n${billModel(name ?? null, card) ?? ''}`
    costs.set(key, (costs.get(key) ?? 0n) + amounts.totals(0, [], []).costPicodollars)
  }
  return costs
}

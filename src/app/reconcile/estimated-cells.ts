import {billModel} from '../../core/billing/bill-model.ts'
import {noAmounts} from '../../core/billing/bill-cells.ts'
import type {EstimatedCell} from '../../core/billing/reconciliation.ts'
import {COST_CLASSES} from '../../core/rates/rate.ts'
import type {RateCard} from '../../core/rates/rate-card.ts'
import {startOfDayMs} from '../../core/time/local-day.ts'
import type {LedgerPort} from '../ports.ts'

/** Days from `fromDay` up to and without `toDay`. */
export interface DaySpan {
  readonly fromDay: string
  readonly toDay: string
}

/** What the ledger has by day of a zone and model of the card; names of one model are put together. */
export function estimatedCells(
  ledger: Pick<LedgerPort, 'group'>,
  {fromDay, toDay}: DaySpan,
  timezone: string,
  card: RateCard,
): EstimatedCell[] {
  const bounds = {fromMs: startOfDayMs(timezone, fromDay), toMs: startOfDayMs(timezone, toDay)}
  const {groups} = ledger.group({bounds, by: ['day', 'model'], filters: [], timezone, monthStart: 1})
  const cells = new Map<string, EstimatedCell>()
  for (const {values, amounts} of groups) {
    const [day, name] = values
    const model = billModel(name ?? null, card)
    if (day === null || day === undefined || model === null) continue
    const totals = amounts.totals(0, [], [])
    const known = cells.get(`${day}\n${model}`)
    const cost = known?.cost ?? noAmounts()
    const tokens = known?.tokens ?? noAmounts()
    for (const name of COST_CLASSES) {
      cost[name] += totals.costByClass[name]
      tokens[name] += name === 'webSearch' ? totals.webSearches : totals.tokens[name]
    }
    cells.set(`${day}\n${model}`, {
      day,
      model,
      cost,
      tokens,
      unpricedCalls: (known?.unpricedCalls ?? 0n) + totals.unpriced.calls,
      lowerBound: (known?.lowerBound ?? 0n) + totals.lowerBound.costPicodollars,
    })
  }
  return [...cells.values()]
}

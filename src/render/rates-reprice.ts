import {toUsd} from '../core/money/picodollars.ts'
import type {RatesRepriced} from '../core/rates/update/rates-updated.ts'
import {fixedColumn} from './column.ts'
import {counted} from './count.ts'
import {formatMoney, formatMoneyChange} from './money.ts'
import type {RenderOptions} from './options.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'

/** `pech rates reprice` for people: what moves, by model. */
export function repriceAsText(
  report: RatesRepriced,
  screen: Pick<RenderOptions, 'columns' | 'color' | 'unicode'>,
): string {
  const {repricing, dryRun, fromMs} = report
  const since = new Date(fromMs).toISOString()
  if (repricing.calls === 0) return `Every call since ${since} has the price of the card in force. Nothing to change.\n`
  const {groups} = repricing
  const columns = [
    fixedColumn(
      'model',
      0,
      groups.map(({model}) => visible(model)),
      {align: 'left'},
    ),
    fixedColumn(
      'calls',
      0,
      groups.map(({calls}) => String(calls)),
    ),
    fixedColumn(
      'before',
      0,
      groups.map(({before, beforeRate}) => (beforeRate === null ? 'no price' : formatMoney(before))),
    ),
    fixedColumn(
      'after',
      0,
      groups.map(({after, afterRate}) => (afterRate === null ? 'no price' : formatMoney(after))),
    ),
    fixedColumn(
      'change',
      0,
      groups.map(({before, after}) => formatMoneyChange(after - before)),
    ),
  ]
  const total = `${counted(repricing.calls, 'call')} since ${since}: ${formatMoney(repricing.before)} → ${formatMoney(repricing.after)}`
  const done = dryRun ? 'A dry run, nothing was changed.' : 'Recorded in the ledger.'
  return `${drawTable({columns, rows: groups.length}, screen)}\n${total}. ${done}\n`
}

/** `pech rates reprice --json`. */
export function repriceAsJson({generatedAtMs, fromMs, repricing, ...report}: RatesRepriced): object {
  const money = (before: bigint, after: bigint) => ({
    before: {usd: toUsd(before), picodollars: String(before)},
    after: {usd: toUsd(after), picodollars: String(after)},
    delta: {usd: toUsd(after - before), picodollars: String(after - before)},
  })
  return {
    schema: 'pech/rates@1',
    command: report.command,
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems: report.problems,
    from: new Date(fromMs).toISOString(),
    dryRun: report.dryRun,
    calls: repricing.calls,
    ...money(repricing.before, repricing.after),
    groups: repricing.groups.map(({before, after, ...group}) => ({...group, ...money(before, after)})),
  }
}

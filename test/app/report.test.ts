import {expect, test} from 'vitest'
import {dearestFirst, makeReport, type ReportRequest} from '../../src/app/report.ts'
import {compose} from '../../src/cli/composition.ts'
import {look} from '../../src/cli/look.ts'
import {periodOf} from '../../src/cli/period-flags.ts'

const ports = compose({env: {}, timezone: 'UTC', ingest: true, quiet: true, demo: true})
const {ledger} = look(ports)
const whole: ReportRequest = {
  period: periodOf(ports, {month: '2026-11'}),
  by: ['day'],
  filters: [],
  monthStart: 1,
  top: null,
  last: null,
  sort: null,
  nowMs: ports.clock(),
}
const rowsOf = (wanted: Partial<ReportRequest>) => makeReport(ledger, {...whole, ...wanted}, []).rows
const daysOf = (wanted: Partial<ReportRequest>) => rowsOf(wanted).map(({key}) => key.day)
const byCost = rowsOf({}).toSorted((a, b) => dearestFirst(a.totals, b.totals))

test('days stand in their order, unless another one or the first few of them are asked for', () => {
  const days = daysOf({})
  expect(days).toHaveLength(15)
  expect(days).toEqual([...days].sort())
  expect(daysOf({sort: 'usd'})).toEqual(byCost.map(({key}) => key.day))
  expect(daysOf({top: 2})).toEqual(byCost.slice(0, 2).map(({key}) => key.day))
  expect(daysOf({top: 2, sort: 'key'})).toEqual(days.slice(0, 2))
})

test('the last calls begin with the latest, unless another order is asked for', () => {
  const latest = rowsOf({by: [], last: 40})
  const dear = rowsOf({by: [], last: 40, sort: 'usd'})
  expect(latest.map(({call}) => call?.atMs)).toEqual(
    latest
      .map(({call}) => call?.atMs)
      .toSorted()
      .reverse(),
  )
  expect(dear.map(({key}) => key.call)).not.toEqual(latest.map(({key}) => key.call))
  expect(dear.map(({key}) => key.call).toSorted()).toEqual(latest.map(({key}) => key.call).toSorted())
  for (const [index, {totals}] of dear.slice(1).entries())
    expect(totals.costPicodollars).toBeLessThanOrEqual(dear[index]!.totals.costPicodollars)
})

test('the dearest rows have the largest shares: what is only estimated is in neither, and orders rows that cost the same', () => {
  for (const by of ['model', 'session', 'project', 'prompt'] as const) {
    const rows = rowsOf({by: [by], sort: 'usd'})
    expect(rows.map(({share}) => share)).toEqual(rows.map(({share}) => share).toSorted((a, b) => (b ?? 0) - (a ?? 0)))
  }
  const costs = ([cost, estimate]: readonly [bigint, bigint]) => {
    const {totals} = rowsOf({by: ['model']})[0]!
    return {...totals, costPicodollars: cost, estimated: {...totals.estimated, costPicodollars: estimate}}
  }
  const beyond = 2n ** 60n
  const rising = (
    [
      [0n, 0n],
      [0n, 3n],
      [0n, beyond],
      [2n, 1n],
      [beyond, 0n],
      [beyond, 1n],
    ] as const
  ).map(costs)
  expect(rising.toReversed().toSorted(dearestFirst)).toEqual(rising.toReversed())
  expect(rising.toSorted(dearestFirst)).toEqual(rising.toReversed())
})

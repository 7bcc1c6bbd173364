import fc from 'fast-check'
import {expect, test} from 'vitest'
import {sumOf} from '../../../src/core/billing/bill-cells.ts'
import type {BillRow} from '../../../src/core/billing/bill-row.ts'
import {reconcile} from '../../../src/core/billing/reconcile.ts'
import type {EstimatedCell, ReconcileInput} from '../../../src/core/billing/reconciliation.ts'
import {estimate, input, moneyRows, OLD_RATE, priced, RATE, times, tokenRows, USAGE} from './made-bill.ts'

const D1 = '2026-08-05'
const D2 = '2026-08-06'
const whole = sumOf(priced(USAGE))

/** The reasons that were found, with their amounts. */
function reasons(rows: readonly BillRow[], estimated: readonly EstimatedCell[], changes: Partial<ReconcileInput> = {}) {
  const result = reconcile(input(rows, estimated, changes))
  expect(result.reasons.reduce((sum, {amount}) => sum + amount, 0n)).toBe(result.totals.delta)
  return Object.fromEntries(result.reasons.map(({reason, amount}) => [reason, amount]))
}

test('a bill that agrees has no reason, no drift, and is explained as a whole', () => {
  const result = reconcile(input(moneyRows(D1, USAGE), [estimate(D1)]))
  expect(result).toMatchObject({
    reasons: [],
    driftPercent: 0,
    paidShare: null,
    totals: {delta: 0n, explained: whole, explainedShare: 1},
  })
})

test('nothing on both sides is nothing', () => {
  expect(reconcile(input([], []))).toMatchObject({
    rows: [],
    reasons: [],
    driftPercent: 0,
    totals: {explainedShare: null, list: 0n},
  })
})

test('cents per row are rounding', () => {
  const rows = moneyRows(D1, USAGE).map((row) => ({
    ...row,
    billed: (row.billed ?? 0n) + 4_000_000_000n,
    list: (row.list ?? 0n) + 4_000_000_000n,
  }))
  expect(reasons(rows, [estimate(D1)])).toEqual({rounding: 24_000_000_000n})
})

test('a discount is what list price and bill differ by, and no drift', () => {
  const result = reconcile(input(moneyRows(D1, USAGE, {paid: 85n}), [estimate(D1)]))
  expect(result.reasons).toMatchObject([{reason: 'discount', amount: (whole * -15n) / 100n, models: ['m']}])
  expect([result.paidShare, result.driftPercent]).toEqual([0.85, 0])
})

test('without list prices, the same part on every day is a discount', () => {
  const rows = [D1, D2].flatMap((day) => moneyRows(day, USAGE, {paid: 85n, list: false}))
  const other: BillRow = {...moneyRows(D2, USAGE, {list: false})[0]!, costClass: 'other', billed: 700n}
  const result = reconcile(input([...rows, other], [estimate(D1), estimate(D2)]))
  expect(result.paidShare).toBe(0.85)
  expect(result.reasons).toMatchObject([
    {reason: 'discount', amount: (whole * -30n) / 100n},
    {reason: 'other-services', amount: 700n},
  ])
  expect(result.totals.explainedShare).toBeCloseTo(1)
})

test('without list prices, an estimate that is right has no discount', () => {
  const rows = [D1, D2].flatMap((day) => moneyRows(day, USAGE, {list: false}))
  expect(reconcile(input(rows, [estimate(D1), estimate(D2)]))).toMatchObject({
    paidShare: null,
    reasons: [],
    totals: {list: null},
  })
})

test('calls that the logs lack are named, with the bill’s tokens and without', () => {
  const more = times(USAGE, 3n, 2n)
  const known = [...moneyRows(D1, more), ...tokenRows(D1, more)]
  expect(reasons(known, [estimate(D1)])).toEqual({'missing-calls': whole / 2n})
  expect(reasons(moneyRows(D1, times(USAGE, 7n, 5n)), [estimate(D1)])).toEqual({
    'missing-calls': sumOf(priced(times(USAGE, 7n, 5n))) - whole,
  })
  expect(reasons(moneyRows(D2, USAGE), [estimate(D1)])).toEqual({'missing-calls': whole, 'not-billed': -whole})
})

test('calls that Claude Code counted as auxiliary are named so, up to what is missing', () => {
  const rows = [...moneyRows(D1, times(USAGE, 2n)), ...tokenRows(D1, times(USAGE, 2n))]
  expect(reasons(rows, [estimate(D1)], {auxiliary: new Map([['m', 1_000n]])})).toEqual({
    'auxiliary-calls': 1_000n,
    'missing-calls': whole - 1_000n,
  })
  expect(reasons(rows, [estimate(D1)], {auxiliary: new Map([['m', whole * 9n]])})).toEqual({'auxiliary-calls': whole})
  const {reasons: found} = reconcile(input(rows, [estimate(D1)], {auxiliary: new Map([['m', 1_000n]])}))
  expect(found.map(({models}) => models)).toEqual([['m'], ['m']])
})

test('a stale rate is the same tokens at another price', () => {
  const gap = sumOf(priced(USAGE, OLD_RATE)) - whole
  const rows = moneyRows(D1, USAGE, {rate: OLD_RATE})
  expect(reasons([...rows, ...tokenRows(D1, USAGE)], [estimate(D1)])).toEqual({'stale-rate': gap})
  // without tokens: a rate that the model once had
  expect(reasons(rows, [estimate(D1)])).toEqual({'stale-rate': gap})
  // or the same multiple on two days
  const twice = [...moneyRows(D1, USAGE, {rate: OLD_RATE}), ...moneyRows(D2, times(USAGE, 2n), {rate: OLD_RATE})]
  const only = {ratesOf: () => [], rateOf: () => null}
  const searchless = (usage: typeof USAGE) => ({...usage, webSearch: 0n})
  const rowsOf = (day: string, usage: typeof USAGE) => moneyRows(day, searchless(usage), {rate: OLD_RATE})
  const days = [...rowsOf(D1, USAGE), ...rowsOf(D2, times(USAGE, 2n))]
  const logged = [estimate(D1, searchless(USAGE)), estimate(D2, searchless(times(USAGE, 2n)))]
  expect(Object.keys(reasons(days, logged, only))).toEqual(['stale-rate'])
  expect(Object.keys(reasons(twice, [estimate(D1), estimate(D2, times(USAGE, 2n))]))).toEqual(['stale-rate'])
})

test('writes that are of the other lifetime are a mismatch of cache classes', () => {
  const shifted = {...USAGE, cacheWrite5m: 100_000n, cacheWrite1h: 200_000n}
  const gap = 100_000n * (RATE.cacheWrite1h - RATE.cacheWrite5m)
  expect(reasons([...moneyRows(D1, shifted), ...tokenRows(D1, shifted)], [estimate(D1)])).toEqual({'cache-class': gap})
  expect(reasons(moneyRows(D1, shifted), [estimate(D1)])).toEqual({'cache-class': gap})
  // and the other way round, with calls missing beside it
  const back = {...USAGE, cacheWrite5m: 250_000n, cacheWrite1h: 50_000n, output: 300_000n}
  const expected = {
    'cache-class': -50_000n * (RATE.cacheWrite1h - RATE.cacheWrite5m),
    'missing-calls': 100_000n * RATE.output,
  }
  expect(reasons([...moneyRows(D1, back), ...tokenRows(D1, back)], [estimate(D1)])).toEqual(expected)
  expect(reasons(moneyRows(D1, back), [estimate(D1)])).toEqual(expected)
})

test('of a shift only the smaller side is one; the rest is not billed', () => {
  const half = {...USAGE, cacheWrite5m: 100_000n, cacheWrite1h: 150_000n}
  expect(reasons([...moneyRows(D1, half), ...tokenRows(D1, half)], [estimate(D1)])).toEqual({
    'cache-class': 50_000n * (RATE.cacheWrite1h - RATE.cacheWrite5m),
    'not-billed': -50_000n * RATE.cacheWrite5m,
  })
})

test('more of one class of writes, and as much of the other, is no shift', () => {
  for (const more of [
    {...USAGE, cacheWrite5m: 900_000n},
    {...USAGE, cacheWrite1h: 900_000n},
  ]) {
    expect(Object.keys(reasons([...moneyRows(D1, more), ...tokenRows(D1, more)], [estimate(D1)]))).toEqual([
      'missing-calls',
    ])
    expect(Object.keys(reasons(moneyRows(D1, more), [estimate(D1)]))).toEqual(['missing-calls'])
  }
})

test('a class that the ledger lacks is priced by the card; unknown rates make it a matter of rates', () => {
  const none = {...USAGE, cacheWrite1h: 0n}
  const rows = [...moneyRows(D1, USAGE), ...tokenRows(D1, USAGE)]
  expect(reasons(rows, [estimate(D1, none)])).toEqual({'missing-calls': 100_000n * RATE.cacheWrite1h})
  expect(Object.keys(reasons(rows, [estimate(D1, none)], {rateOf: () => null}))).toEqual(['stale-rate'])
})

test('output that the logs cut short explains as much as is known of it', () => {
  const longer = {...USAGE, output: 300_000n}
  const cut = [estimate(D1, USAGE, {lowerBound: 600_000_000_000n})]
  const expected = {'lower-bound': 600_000_000_000n, 'missing-calls': 400_000_000_000n}
  expect(reasons([...moneyRows(D1, longer), ...tokenRows(D1, longer)], cut)).toEqual(expected)
  expect(reasons(moneyRows(D1, longer), cut)).toEqual(expected)
  const all: BillRow = {
    ...moneyRows(D1, longer)[0]!,
    costClass: 'all',
    billed: whole + 10n ** 12n,
    list: whole + 10n ** 12n,
  }
  expect(reasons([all], cut)).toEqual(expected)
  // more input, and less output: nothing was cut short
  const other = {...USAGE, input: 700_000n, output: 190_000n}
  expect(reasons(moneyRows(D1, other), cut)).toEqual({'missing-calls': 1_100_000_000_000n})
})

test('what the bill lacks is a subscription as far as one is known', () => {
  const used: BillRow = {
    ...moneyRows(D1, USAGE)[0]!,
    origin: 'claude-code',
    costClass: 'all',
    billed: 0n,
    list: 1_000_000_000_000n,
  }
  expect(reasons([used], [estimate(D1)])).toEqual({'not-billed': 10n ** 12n - whole, subscription: -(10n ** 12n)})
  expect(reasons([{...used, list: whole * 2n}], [estimate(D1)])).toEqual({subscription: -whole})
  expect(reasons([{...used, list: null}], [])).toEqual({})
  expect(reconcile(input([{...used, list: whole}], [estimate(D1)])).driftPercent).toBe(0)
  expect(reasons(moneyRows(D1, times(USAGE, 1n, 2n)), [estimate(D1)])).toEqual({
    'not-billed': sumOf(priced(times(USAGE, 1n, 2n))) - whole,
  })
})

test('a model without a price is the reason for all of its bill', () => {
  const unpriced = estimate(D1, USAGE, {cost: priced(times(USAGE, 0n)), unpricedCalls: 3n})
  expect(reasons(moneyRows(D1, USAGE), [unpriced])).toEqual({'unpriced-model': whole})
  expect(reconcile(input(moneyRows(D1, USAGE), [unpriced])).driftPercent).toBeNull()
})

test('a credit without any use is what is not billed; services of their own have their reason', () => {
  const credit: BillRow = {...moneyRows(D1, USAGE)[0]!, model: null, billed: -(10n ** 12n), list: -(10n ** 12n)}
  expect(reasons([credit], [])).toEqual({'not-billed': -(10n ** 12n)})
  const run: BillRow = {...credit, costClass: 'other', billed: 5n, list: 5n}
  expect(reasons([run], [])).toEqual({'other-services': 5n})
})

test('a bill by the days of another zone is found, and only its edges are a difference', () => {
  const late = times(USAGE, 1n, 4n)
  const utc = [estimate(D1, times(USAGE, 2n)), estimate(D2, USAGE)]
  const berlin = [estimate(D1, times(USAGE, 2n)), estimate(D2, late), estimate('2026-08-07', times(USAGE, 3n, 4n))]
  const rows = [
    ...moneyRows(D1, times(USAGE, 2n)),
    ...moneyRows(D2, late),
    ...moneyRows('2026-08-07', times(USAGE, 3n, 4n)),
  ]
  const inZone = {zone: 'Europe/Berlin', cells: berlin}
  expect(reconcile(input(rows, utc, {inZone}))).toMatchObject({
    zone: 'Europe/Berlin',
    reasons: [{reason: 'time-zone'}],
    driftPercent: 0,
  })
  const fewer = {zone: 'Europe/Berlin', cells: berlin.slice(0, 2)}
  const edge = reasons(rows.slice(0, 12), utc, {inZone: fewer})
  expect(edge).toEqual({'time-zone': sumOf(priced(late)) - whole})
  expect(reconcile(input(moneyRows(D1, USAGE), [estimate(D1)], {inZone}))).toMatchObject({zone: null})
})

test('where two sources tell one day, the more telling one counts', () => {
  const admin = moneyRows(D1, times(USAGE, 5n)).map((row): BillRow => ({...row, origin: 'admin-cost'}))
  const console = moneyRows(D1, USAGE)
  expect(reasons([...admin, ...console], [estimate(D1)])).toEqual({})
  expect(reasons([...console, ...admin], [estimate(D1)])).toEqual({})
  const used = tokenRows(D1, USAGE).map((row): BillRow => ({...row, origin: 'admin-usage', tokens: null}))
  expect(reasons([...console, ...used, ...tokenRows(D1, USAGE)], [estimate(D1)])).toEqual({})
})

test('tokens of all classes together, or of no class that transcripts show, are no tokens of a class', () => {
  const [row] = tokenRows(D1, USAGE)
  const used = (['all', 'other'] as const).map((costClass): BillRow => ({...row!, costClass, tokens: 9}))
  expect(reasons([...moneyRows(D1, USAGE), ...used, ...tokenRows(D1, USAGE)], [estimate(D1)])).toEqual({})
})

test('a row that names no amount bills nothing, one without tokens counts none', () => {
  const nothing = moneyRows(D1, USAGE).map((row): BillRow => ({...row, billed: null, list: null}))
  const unused = tokenRows(D1, USAGE).map((row): BillRow => ({...row, tokens: null}))
  expect(reconcile(input([...nothing, ...unused], [])).totals).toMatchObject({billed: 0n, delta: 0n})
})

test('days stand in their order, and reasons of one size in that of their names, whatever the order of the rows', () => {
  const days = [D1, D2, '2026-08-07']
  for (const order of [days, days.toReversed()]) {
    const rows = order.flatMap((day) => moneyRows(day, USAGE))
    expect(reconcile(input(rows, [])).rows.map(({day}) => day)).toEqual(days)
  }
  // Two amounts of one size: other services of 10, and calls of 10 that the bill lacks.
  const other: BillRow = {...moneyRows(D1, USAGE)[0]!, costClass: 'other', billed: whole, list: whole}
  for (const [first, second] of [
    [D1, D2],
    [D2, D1],
  ] as const) {
    const {reasons: found} = reconcile(input([{...other, day: first}], [estimate(second)]))
    expect(found.map(({reason}) => reason)).toEqual(['not-billed', 'other-services'])
  }
})

test('whatever the bill, the reasons add up to the difference exactly', () => {
  const amount = fc.bigInt({min: -(10n ** 15n), max: 10n ** 15n})
  const day = fc.constantFrom(D1, D2)
  const row: fc.Arbitrary<BillRow> = fc.record({
    origin: fc.constantFrom('console-cost', 'admin-cost', 'analytics', 'claude-code', 'console-usage'),
    day,
    model: fc.constantFrom('m', 'n', null),
    costClass: fc.constantFrom('input', 'output', 'cacheWrite5m', 'cacheWrite1h', 'all', 'other'),
    mode: fc.constant(''),
    billed: fc.option(amount),
    list: fc.option(amount),
    tokens: fc.option(fc.nat()),
    lines: fc.integer({min: 1, max: 5}),
  })
  const count = fc.bigInt({min: 0n, max: 10n ** 9n})
  const usage = fc.record({
    input: count,
    output: count,
    cacheRead: count,
    cacheWrite5m: count,
    cacheWrite1h: count,
    webSearch: count,
  })
  const cell = fc.record({day, usage, lowerBound: count, unpricedCalls: fc.constantFrom(0n, 2n)})
  fc.assert(
    fc.property(fc.array(row), fc.uniqueArray(cell, {selector: (one) => one.day}), (rows, cells) => {
      const logged = cells.map(({usage, ...one}) => estimate(one.day, usage, one))
      const result = reconcile(
        input(rows, logged, {auxiliary: new Map([['m', 1_000n]]), inZone: {zone: 'Z', cells: logged.slice(1)}}),
      )
      expect(result.reasons.reduce((sum, {amount}) => sum + amount, 0n)).toBe(result.totals.delta)
      expect(result.rows.reduce((sum, {billed}) => sum + billed, 0n)).toBe(result.totals.billed)
    }),
  )
})

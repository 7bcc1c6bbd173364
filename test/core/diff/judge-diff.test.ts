import fc from 'fast-check'
import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {compareSides} from '../../../src/core/diff/compare-sides.ts'
import {parseClassLimits} from '../../../src/core/diff/class-limits.ts'
import {type DiffLimits, gateExitCode, judgeDiff} from '../../../src/core/diff/judge-diff.ts'
import type {Cell} from '../../../src/core/snapshot/cell.ts'
import {sideOfCells, type SpendSide} from '../../../src/core/snapshot/spend-side.ts'
import {anyCells} from '../snapshot/any-cells.ts'

const USD = 1_000_000_000_000n
const none: DiffLimits = {pct: null, picodollars: null, classes: [], perRow: false, minPicodollars: 0n}
const side = (cells: readonly Cell[]): SpendSide => {
  return sideOfCells({label: 'x', fromMs: null, toMs: null, git: null}, cells, null)
}
const onlySums = (costPicodollars: bigint): SpendSide => {
  return {...side([]), costPicodollars, unpriced: null, costByClass: null, cells: null}
}
const judge = (base: SpendSide, current: SpendSide, limits: Partial<DiffLimits>) =>
  judgeDiff(compareSides(base, current, ['skill']), {...none, ...limits})
const classLimits = (text: string): DiffLimits['classes'] => {
  const limits = parseClassLimits(text)
  return 'invalid' in limits ? [] : limits
}
const [opus] = worlds['base']!
const withStatus = (status: 'estimated' | 'unpriced'): Cell => ({...opus!, rate: {...opus!.rate, status}})

test('without a limit every change passes', () => {
  const gate = judge(side([]), side(worlds['base']!), {})
  expect(gate).toEqual({verdict: 'pass', tripped: false, unknown: [], rules: []})
  expect(gateExitCode(gate)).toBe(0)
})

test('growth from nothing trips any percentage', () => {
  const gate = judge(onlySums(0n), onlySums(100n * USD), {pct: 10})
  expect(gate).toMatchObject({
    verdict: 'tripped',
    tripped: true,
    rules: [{kind: 'pct', limitPct: 10, change: {pct: null}, tripped: true}],
  })
  expect(gateExitCode(gate)).toBe(2)
})

test('a minimum lets cents pass a percentage, but not dollars', () => {
  expect(judge(onlySums(0n), onlySums(USD / 2n), {pct: 10, minPicodollars: USD}).tripped).toBe(false)
  expect(judge(onlySums(0n), onlySums(USD), {pct: 10, minPicodollars: USD}).tripped).toBe(true)
})

test('a limit in dollars is exceeded by growth beyond it only', () => {
  expect(judge(onlySums(5n * USD), onlySums(10n * USD), {picodollars: 5n * USD}).tripped).toBe(false)
  expect(judge(onlySums(5n * USD), onlySums(10n * USD + 1n), {picodollars: 5n * USD}).tripped).toBe(true)
  expect(judge(onlySums(50n * USD), onlySums(0n), {picodollars: 0n, pct: 0}).tripped).toBe(false)
})

test('a token class has a limit of its own, both lifetimes of cache writes together', () => {
  const gate = judge(side(worlds['base']!), side(worlds['cache']!), {classes: classLimits('cache_write:50,output:25')})
  expect(gate.rules.map(({subject, tripped}) => [subject, tripped])).toEqual([
    [{of: 'class', name: 'cache_write'}, true],
    [{of: 'class', name: 'output'}, false],
  ])
})

test('with limits per row a new skill trips although the whole does not', () => {
  const limits = {pct: 150, perRow: true}
  const gate = judge(side(worlds['base']!), side(worlds['new']!), limits)
  expect(gate.rules.map(({subject, tripped}) => [subject.of, tripped])).toEqual([
    ['total', false],
    ['row', true],
  ])
  expect(judge(side(worlds['base']!), side(worlds['new']!), {...limits, perRow: false}).tripped).toBe(false)
})

test('the verdict is unknown when estimates would exceed the limit', () => {
  const before = side([opus!])
  const limits = {picodollars: USD}
  expect(judge(before, side([opus!, withStatus('estimated')]), limits)).toMatchObject({
    verdict: 'unknown',
    unknown: ['prices'],
  })
  expect(judge(side([opus!, withStatus('estimated')]), side([opus!, withStatus('estimated')]), limits).verdict).toBe(
    'pass',
  )
  expect(gateExitCode(judge(before, side([opus!, withStatus('estimated')]), limits))).toBe(1)
})

test('the verdict is unknown when there are more calls of which nobody knows the price', () => {
  const limits = {pct: 1000}
  expect(judge(side([opus!]), side([opus!, withStatus('unpriced')]), limits).verdict).toBe('unknown')
  expect(judge(side([opus!, withStatus('unpriced')]), side([opus!, withStatus('unpriced')]), limits).verdict).toBe(
    'pass',
  )
  expect(judge(onlySums(USD), side([withStatus('unpriced')]), limits).verdict).toBe('unknown')
  expect(judge(onlySums(USD), side([withStatus('estimated')]), {pct: 1e6}).verdict).toBe('pass')
  expect(judge(side([opus!]), side([opus!, withStatus('unpriced')]), {}).verdict).toBe('pass')
})

test('a limit on what a side does not know is no pass', () => {
  expect(judge(onlySums(1n), onlySums(1n), {classes: classLimits('output:5')}).unknown).toEqual(['classes'])
  expect(judge(onlySums(1n), onlySums(1n), {pct: 5, perRow: true}).unknown).toEqual(['rows'])
})

test('a change and its reverse never both trip', () => {
  fc.assert(
    fc.property(anyCells, anyCells, fc.nat(200), (a, b, pct) => {
      const trips = [judge(side(a), side(b), {pct}).tripped, judge(side(b), side(a), {pct}).tripped]
      expect(trips).not.toEqual([true, true])
    }),
  )
})

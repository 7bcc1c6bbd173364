import fc from 'fast-check'
import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {addCauses} from '../../../src/core/diff/cause.ts'
import {compareSides} from '../../../src/core/diff/compare-sides.ts'
import {CELL_DIMENSIONS, type Cell} from '../../../src/core/snapshot/cell.ts'
import {sideOfCells, type SpendSide} from '../../../src/core/snapshot/spend-side.ts'
import {anyCells} from '../snapshot/any-cells.ts'

const name = {label: 'x', fromMs: null, toMs: null, git: null}
const side = (cells: readonly Cell[]): SpendSide => sideOfCells(name, cells, null)
const world = (which: string): SpendSide => side(worlds[which]!)
const sums = (costBy: SpendSide['costBy'], costPicodollars: bigint): SpendSide => ({
  ...side([]),
  costPicodollars,
  calls: null,
  tokens: null,
  costByClass: null,
  unpriced: null,
  cells: null,
  costBy,
})

test('rows add up to the whole, in money and in causes, and stand by the size of their change', () => {
  fc.assert(
    fc.property(anyCells, anyCells, fc.subarray([...CELL_DIMENSIONS], {minLength: 1}), (before, after, by) => {
      const {rows, delta, causes} = compareSides(side(before), side(after), by)
      expect(rows.reduce((sum, row) => sum + row.deltaPicodollars, 0n)).toBe(delta.deltaPicodollars)
      expect(rows.reduce((sum, row) => sum + row.currentPicodollars, 0n)).toBe(delta.currentPicodollars)
      expect(addCauses(rows.flatMap((row) => row.causes ?? []))).toEqual(causes)
      const sizes = rows.map(({deltaPicodollars: amount}) => (amount < 0n ? -amount : amount))
      expect(sizes).toEqual([...sizes].sort((a, b) => (a > b ? -1 : a < b ? 1 : 0)))
    }),
  )
})

test('a row says whether it is new, gone, changed or the same', () => {
  const status = (base: string, current: string): string[] =>
    compareSides(world(base), world(current), ['skill']).rows.map(({key, status}) => `${key.skill} ${status}`)
  expect(status('base', 'new')).toEqual(['review new', '(none) same'])
  expect(status('new', 'base')).toEqual(['review gone', '(none) same'])
  expect(status('base', 'volume')).toEqual(['(none) changed'])
})

test('rows with the same change stand in order of their names', () => {
  const [cell] = worlds['base']!
  const skills = ['b', 'a', 'c'].map((skill) => ({...cell!, key: {...cell!.key, skill}}))
  const {rows} = compareSides(side([]), side(skills), ['skill'])
  expect(rows.map(({key}) => key.skill)).toEqual(['a', 'b', 'c'])
  for (const models of ['abc', 'cba', 'bca']) {
    const current = sums({model: new Map([...models].map((model) => [model, 2n]))}, 6n)
    const named = compareSides(sums({model: new Map()}, 0n), current, ['model']).rows.map(({key}) => key.model)
    expect(named).toEqual(['a', 'b', 'c'])
  }
})

test('rows stand by the size of their change, a fall among the rises, whatever the order they came in', () => {
  const [cell] = worlds['base']!
  const skill = (name: string, calls: bigint): Cell => ({
    ...cell!,
    key: {...cell!.key, skill: name},
    calls,
    tokens: {...cell!.tokens, input: calls, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n},
    webSearches: 0n,
  })
  for (const order of [
    ['e', 'd', 'c', 'b', 'a'],
    ['a', 'b', 'c', 'd', 'e'],
    ['c', 'a', 'e', 'b', 'd'],
  ]) {
    const sizes: Readonly<Record<string, bigint>> = {a: 1n, b: 5n, c: 3n, d: 3n, e: 9n}
    const before = side([skill('b', sizes['b']!)])
    const after = side(order.filter((name) => name !== 'b').map((name) => skill(name, sizes[name]!)))
    const {rows} = compareSides(before, after, ['skill'])
    expect(rows.map(({key}) => key.skill)).toEqual(['e', 'b', 'c', 'd', 'a'])
  }
})

test('the driver of a cause is the group that did the most in its direction', () => {
  const {drivers, causes} = compareSides(world('base'), world('mix'), ['model'])
  expect(drivers).toMatchObject({mix: {key: {model: 'claude-opus-5'}, variant: 'any'}})
  expect(drivers.mix?.picodollars).toBeGreaterThan(causes?.mix ?? 0n)
  expect(compareSides(world('mix'), world('base'), ['model']).drivers.mix?.key).toMatchObject({model: 'claude-opus-5'})
  expect(compareSides(world('base'), world('base'), ['model']).drivers).toEqual({})
})

test('token classes are compared in money, and add up to the change', () => {
  const {classes, delta} = compareSides(world('base'), world('cache'), ['model'])
  // 20,000 tokens less in each of 100 calls at $0.50 and 300 calls at $0.30 per million.
  expect(classes?.cacheRead.deltaPicodollars).toBe(-1_000_000_000_000n - 1_800_000_000_000n)
  const sum = Object.values(classes ?? {}).reduce((total, {deltaPicodollars}) => total + deltaPicodollars, 0n)
  expect(sum).toBe(delta.deltaPicodollars)
})

test('sides of which only sums are known are compared without causes', () => {
  const base = sums(
    {
      model: new Map([
        ['a', 10n],
        ['b', 2n],
      ]),
    },
    12n,
  )
  const current = sums(
    {
      model: new Map([
        ['a', 14n],
        ['c', 6n],
      ]),
    },
    20n,
  )
  const comparison = compareSides(base, current, ['model'])
  expect(comparison).toMatchObject({causes: null, drivers: {}, classes: null, delta: {deltaPicodollars: 8n}})
  expect(comparison.rows.map(({key, status, deltaPicodollars}) => [key.model, status, deltaPicodollars])).toEqual([
    ['c', 'new', 6n],
    ['a', 'changed', 4n],
    ['b', 'gone', -2n],
  ])
  expect(compareSides(base, current, ['skill']).rows).toEqual([])
  expect(compareSides(base, current, ['model', 'tier']).rows).toEqual([])
  expect(compareSides(base, current, []).rows).toEqual([])
})

test('sums of one side are compared with the cells of the other', () => {
  const {rows, causes} = compareSides(sums({tier: new Map([['opus', 5n]])}, 5n), world('base'), ['tier'])
  expect(causes).toBeNull()
  expect(rows.map(({key, status}) => [key.tier, status])).toEqual([
    ['sonnet', 'new'],
    ['opus', 'changed'],
  ])
  expect(compareSides(world('base'), sums({}, 5n), ['tier']).rows).toEqual([])
})

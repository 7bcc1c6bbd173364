import fc from 'fast-check'
import {expect, test} from 'vitest'
import {addCauses, CAUSES, type Causes, FACTORS, type Factor, noCauses} from '../../../src/core/diff/cause.ts'
import {type ExplainedGroup, explainChange} from '../../../src/core/diff/explain-change.ts'
import {type Cell, CELL_DIMENSIONS, cellUnits} from '../../../src/core/snapshot/cell.ts'
import {costOfCells} from '../../../src/core/snapshot/make-snapshot.ts'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {anyCells} from '../snapshot/any-cells.ts'

const anyBy = fc.subarray([...CELL_DIMENSIONS])
const sumOf = (causes: Causes): bigint => CAUSES.reduce((sum, cause) => sum + causes[cause], 0n)
const total = (groups: readonly ExplainedGroup[]): Causes => addCauses(groups.map(({causes}) => causes))

test('causes add up to the change exactly, for each group and for the whole, whatever tells groups apart', () => {
  fc.assert(
    fc.property(anyCells, anyCells, anyBy, (base, current, by) => {
      const groups = explainChange(base, current, by)
      for (const {causes, basePicodollars, currentPicodollars} of groups) {
        expect(sumOf(causes)).toBe(currentPicodollars - basePicodollars)
      }
      expect(sumOf(total(groups))).toBe(costOfCells(current) - costOfCells(base))
    }),
    {numRuns: 10_000},
  )
})

test('nothing has changed between a side and itself', () => {
  fc.assert(
    fc.property(anyCells, anyBy, (cells, by) => {
      for (const {causes} of explainChange(cells, cells.toReversed(), by)) expect(causes).toEqual(noCauses())
    }),
    {numRuns: 10_000},
  )
})

test('swapping the sides negates every cause, and new and gone change places', () => {
  fc.assert(
    fc.property(anyCells, anyCells, anyBy, (base, current, by) => {
      const there = total(explainChange(base, current, by))
      const back = total(explainChange(current, base, by))
      for (const factor of FACTORS) expect(there[factor] + back[factor]).toBe(0n)
      expect(there.new + back.gone).toBe(0n)
      expect(there.gone + back.new).toBe(0n)
    }),
    {numRuns: 10_000},
  )
})

test('the parts are the mean over all 120 orders in which the factors may have changed', () => {
  fc.assert(
    fc.property(anyCells, anyCells, (base, current) => {
      const groups = explainChange(base, current, [])
      const shared = groups.filter((group) => isShared(group, base, current))
      const calls = [base, current].map((cells) => shared.reduce((sum, group) => sum + callsIn(group, cells), 0))
      for (const group of shared) {
        const {means, largest} = meanOverOrders((changed) => {
          const side = (factor: Factor): readonly Cell[] => (changed.has(factor) ? current : base)
          const at = (factor: Factor): number => (changed.has(factor) ? 1 : 0)
          return plainCost(group, {
            volume: calls[at('volume')]!,
            mix: callsIn(group, side('mix')) / calls[at('mix')]!,
            size: side('size'),
            cache: [side('cache'), changed.has('cache') ? base : current],
            price: side('price'),
          })
        })
        for (const factor of FACTORS) {
          expect(Math.abs(Number(group.causes[factor]) - means[factor])).toBeLessThanOrEqual(1 + largest * 1e-9)
        }
      }
    }),
    {numRuns: 150},
  )
})

test('a group that moved to a kind of rate that it did not have before is new at that rate, not dearer', () => {
  const fast = worlds['base']!.map((cell) => ({
    ...cell,
    rate: {...cell.rate, condition: 'speed=fast', batch: true, geoUs: true},
  }))
  const groups = explainChange(worlds['base']!, fast, [])
  expect(total(groups)).toMatchObject({new: costOfCells(fast), gone: -costOfCells(fast), price: 0n})
  expect(groups.map(({variant}) => variant)).toContain('speed=fast batch us')
})

test('calls that get a price for the first time have changed in price', () => {
  const open = worlds['base']!.map((cell) => ({
    ...cell,
    rate: {...cell.rate, status: 'unpriced' as const, condition: null},
  }))
  const {price, ...others} = total(explainChange(open, worlds['base']!, []))
  expect(price).toBe(costOfCells(worlds['base']!))
  expect(Object.values(others)).toEqual([0n, 0n, 0n, 0n, 0n, 0n])
})

function membersOf({key, variant}: ExplainedGroup, cells: readonly Cell[]): Cell[] {
  return cells.filter(({key: {model, agent, skill}, rate}) => {
    const own = [rate.condition ?? 'any', ...(rate.batch ? ['batch'] : []), ...(rate.geoUs ? ['us'] : [])].join(' ')
    return model === key.model && agent === key.agent && skill === key.skill && own === variant
  })
}

function isShared(group: ExplainedGroup, base: readonly Cell[], current: readonly Cell[]): boolean {
  return membersOf(group, base).length > 0 && membersOf(group, current).length > 0
}

function callsIn(group: ExplainedGroup, cells: readonly Cell[]): number {
  return Math.max(
    1,
    membersOf(group, cells).reduce((sum, {calls}) => sum + Number(calls), 0),
  )
}

function units(
  group: ExplainedGroup,
  cells: readonly Cell[],
  costClass: 'output' | 'webSearch' | (typeof PROMPT)[number],
): number {
  return membersOf(group, cells).reduce((sum, cell) => sum + Number(cellUnits(cell)[costClass]), 0)
}

const PROMPT = ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const

const prompt = (group: ExplainedGroup, cells: readonly Cell[]): number =>
  PROMPT.reduce((sum, promptClass) => sum + units(group, cells, promptClass), 0)

/** The cost of a group in floating point, written as the definition reads. */
function plainCost(
  group: ExplainedGroup,
  {
    volume,
    mix,
    size,
    cache,
    price,
  }: {volume: number; mix: number; size: readonly Cell[]; cache: readonly (readonly Cell[])[]; price: readonly Cell[]},
): number {
  const calls = callsIn(group, size)
  const split = cache.find((cells) => prompt(group, cells) > 0)
  const share = (promptClass: (typeof PROMPT)[number]): number =>
    split === undefined ? 0 : units(group, split, promptClass) / prompt(group, split)
  const rate = (costClass: 'output' | 'webSearch' | (typeof PROMPT)[number]): number => {
    const members = membersOf(group, price)
    const vectorOf = ({rate}: Cell): number => (rate.status === 'priced' ? Number(rate.vector[costClass]) : 0)
    const used = units(group, price, costClass)
    if (used > 0)
      return members.reduce((sum, cell) => sum + Number(cellUnits(cell)[costClass]) * vectorOf(cell), 0) / used
    const counted = members.reduce((sum, cell) => sum + Number(cell.calls), 0)
    if (counted === 0) return members.reduce((sum, cell) => sum + vectorOf(cell), 0) / members.length
    return members.reduce((sum, cell) => sum + Number(cell.calls) * vectorOf(cell), 0) / counted
  }
  const input = PROMPT.reduce((sum, promptClass) => sum + share(promptClass) * rate(promptClass), 0)
  const rest = (['output', 'webSearch'] as const).map(
    (costClass) => (units(group, size, costClass) / calls) * rate(costClass),
  )
  return volume * mix * ((prompt(group, size) / calls) * input + rest[0]! + rest[1]!)
}

function meanOverOrders(costOf: (changed: ReadonlySet<Factor>) => number): {
  means: Record<Factor, number>
  largest: number
} {
  let largest = 0
  const sums = {price: 0, volume: 0, mix: 0, cache: 0, size: 0}
  const orders = permutations([...FACTORS])
  for (const order of orders) {
    const changed = new Set<Factor>()
    let before = costOf(changed)
    for (const factor of order) {
      changed.add(factor)
      const after = costOf(changed)
      sums[factor] += (after - before) / orders.length
      largest = Math.max(largest, before, after)
      before = after
    }
  }
  return {means: sums, largest}
}

function permutations(items: readonly Factor[]): Factor[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))
}

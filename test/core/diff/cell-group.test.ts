import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {groupCells} from '../../../src/core/diff/cell-group.ts'

const [opus, sonnet] = [worlds['base']![0]!, worlds['base']![1]!]

test('cells that differ only in what does not tell groups apart are one group', () => {
  const other = {...opus, key: {...opus.key, branch: 'feature'}}
  expect(groupCells([opus, other], [], ['model'])).toMatchObject([
    {key: {model: opus.key.model}, variant: 'any', base: {calls: 200n}, current: null},
  ])
  expect(groupCells([opus], [other], ['model', 'branch'])).toHaveLength(2)
})

test('a price of two rates is the average that was paid, or by calls where nothing was used', () => {
  const twice = {
    ...opus.rate,
    from: '2026-11-01',
    vector: {...opus.rate.vector, input: 10_000_000n, output: 50_000_000n},
  }
  const unused = {...opus.tokens, output: 0n}
  const [group] = groupCells(
    [],
    [
      {...opus, tokens: unused},
      {...opus, tokens: {...unused, input: 300_000n}, rate: twice, calls: 300n},
    ],
    ['model'],
  )
  expect(group?.current?.price.input).toEqual({numerator: 8_750_000n, denominator: 1n})
  expect(group?.current?.price.output).toEqual({numerator: 43_750_000n, denominator: 1n})
})

test('a side without calls weighs its rates alike, and unpriced usage costs nothing', () => {
  const none = {...opus, calls: 0n, tokens: {...opus.tokens, input: 0n, output: 0n}}
  const dearer = {...none, rate: {...none.rate, vector: {...none.rate.vector, output: 75_000_000n}}}
  const unpriced = {...none, rate: {...none.rate, status: 'unpriced' as const}}
  const priceOf = (cells: readonly (typeof none)[]) => groupCells([], cells, ['model'])[0]?.current
  expect(priceOf([none, dearer])).toMatchObject({calls: 1n, price: {output: {numerator: 50_000_000n, denominator: 1n}}})
  expect(priceOf([unpriced])?.price.output).toEqual({numerator: 0n, denominator: 1n})
})

test('the order of the cells does not show', () => {
  expect(groupCells([opus, sonnet], [sonnet, opus], ['model'])).toEqual(
    groupCells([sonnet, opus], [opus, sonnet], ['model']),
  )
})

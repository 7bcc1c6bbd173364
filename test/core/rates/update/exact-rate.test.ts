import {expect, test} from 'vitest'
import {exactRate, ratesIn} from '../../../../src/core/rates/update/exact-rate.ts'

test('a price per token or per million is a whole count of picodollars, whatever the noise of its double', () => {
  expect(exactRate(1.2500000000000001e-6, 1)).toBe(1_250_000n)
  expect(exactRate(3e-7, 1)).toBe(300_000n)
  expect(exactRate(0.1, 1_000_000)).toBe(100_000n)
  expect(exactRate(0.30000000000000004, 1_000_000)).toBe(300_000n)
  expect(exactRate(0, 1)).toBe(0n)
})

test('what is no price, or needs parts of a picodollar, is none', () => {
  for (const value of ['3', null, undefined, -1, Number.NaN, Infinity, 1e-13, 1e9])
    expect(exactRate(value, 1)).toBeNull()
  expect(exactRate(0.0000001, 1_000_000)).toBeNull()
})

test('a class that the table leaves out is left out, one that it garbles is noted', () => {
  const sink = {rows: [], skipped: []}
  const values: Record<string, unknown> = {input: 3, output: '15', cacheRead: null}
  expect(ratesIn((name) => values[name], 1_000_000, 'm', sink)).toEqual({input: 3_000_000n})
  expect(sink.skipped).toEqual([{model: 'm', field: 'output'}])
})

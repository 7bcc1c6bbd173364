import {expect, test} from 'vitest'
import {createSortedWindow} from '../../../src/core/anomaly/sorted-window.ts'
import {spikeThreshold} from '../../../src/core/anomaly/spike-threshold.ts'

function windowOf(values: readonly number[]) {
  const window = createSortedWindow(1000)
  for (const value of values) window.add(value)
  return window
}

test('of equal costs, three times the usual one is the limit', () => {
  expect(spikeThreshold(windowOf(new Array<number>(200).fill(2)))).toBe(6)
})

test('a thin tail gets a margin of 1.3 over its 99th percentile', () => {
  // 1 … 101: Q(.9) = 91, Q(.99) = 100.
  const window = windowOf(Array.from({length: 101}, (_, index) => index + 1))
  expect(spikeThreshold(window)).toBeCloseTo(153, 9) // 3 × 51 is more than 130.
  const thin = windowOf(Array.from({length: 101}, (_, index) => (index < 60 ? 10 : index + 1)))
  expect(spikeThreshold(thin)).toBeCloseTo(130, 9)
})

test('a heavy tail widens the margin by itself', () => {
  const heavy = windowOf(Array.from({length: 101}, (_, index) => (index < 95 ? 1 : 100)))
  expect(spikeThreshold(heavy)).toBeCloseTo(1000, 9)
})

test('where almost all costs are 0 the rare ones get the plain margin', () => {
  const window = windowOf(Array.from({length: 101}, (_, index) => (index < 95 ? 0 : 10)))
  expect(spikeThreshold(window)).toBeCloseTo(13, 9)
  expect(spikeThreshold(windowOf([0, 0]))).toBe(0)
})

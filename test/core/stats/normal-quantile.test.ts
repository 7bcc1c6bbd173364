import {expect, test} from 'vitest'
import {normalQuantile} from '../../../src/core/stats/normal-quantile.ts'

// Values of Python 3's statistics.NormalDist().inv_cdf.
test.each([
  [0.975, 1.9599639845400536],
  [0.9, 1.2815515655446008],
  [0.995, 2.5758293035489],
  [0.5, 0],
  [0.0001, -3.71901648545568],
  [1e-10, -6.361340902404056],
  [1e-20, -9.262340089798405],
  [1e-100, -21.27345356096532],
])('the normal quantile at %d is %d', (level, z) => {
  expect(Math.abs(normalQuantile(level) - z)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(z)))
})

test('the quantile is odd around one half', () => {
  expect(normalQuantile(0.8)).toBeCloseTo(-normalQuantile(0.2), 14)
})

test.each([0, 1, Number.NaN])('level %d has no finite quantile', (level) => {
  expect(() => normalQuantile(level)).toThrow(RangeError)
})

test.each([0.6, 0.9, 0.975, 0.9999])(
  'the area under the bell curve up to the quantile at %d is that level',
  (level) => {
    const z = normalQuantile(level)
    const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
    // Simpson's rule from 0 to z.
    const steps = 2000
    let area = density(0) + density(z)
    for (let step = 1; step < steps; step++) area += (step % 2 === 1 ? 4 : 2) * density((z * step) / steps)
    expect(Math.abs(0.5 + (area * z) / (3 * steps) - level)).toBeLessThanOrEqual(1e-12)
  },
)

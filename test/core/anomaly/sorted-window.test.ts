import fc from 'fast-check'
import {expect, test} from 'vitest'
import {createSortedWindow} from '../../../src/core/anomaly/sorted-window.ts'
import {quantile} from '../../../src/core/stats/quantile.ts'

test('the window’s quantiles are those of the last values, whatever came before', () => {
  const values = fc.array(fc.integer({min: -20, max: 20}), {minLength: 1, maxLength: 120, size: 'max'})
  fc.assert(
    fc.property(values, fc.integer({min: 1, max: 70}), (stream, capacity) => {
      const window = createSortedWindow(capacity)
      for (const [index, value] of stream.entries()) {
        window.add(value)
        const held = stream.slice(Math.max(0, index + 1 - capacity), index + 1)
        expect(window.size()).toBe(held.length)
        for (const level of [0, 0.3, 0.5, 0.99, 1]) expect(window.quantile(level)).toBe(quantile(held, level))
      }
    }),
  )
})

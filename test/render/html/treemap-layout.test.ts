import fc from 'fast-check'
import {expect, test} from 'vitest'
import {treemapLayout} from '../../../src/render/html/treemap-layout.ts'

const weights = fc
  .array(fc.double({min: 0.01, max: 1000, noNaN: true}), {minLength: 1, maxLength: 30})
  .map((all) => all.sort((a, b) => b - a))

test('areas are in proportion to weights, lie inside the box and do not overlap', () => {
  fc.assert(
    fc.property(weights, (all) => {
      const boxes = treemapLayout(all, {x: 0, y: 0, width: 200, height: 100})
      const whole = all.reduce((sum, weight) => sum + weight, 0)
      expect(boxes).toHaveLength(all.length)
      boxes.forEach((box, index) => {
        expect((box.width * box.height) / 20_000).toBeCloseTo((all[index] ?? 0) / whole, 6)
        expect(box.x).toBeGreaterThanOrEqual(-1e-6)
        expect(box.x + box.width).toBeLessThanOrEqual(200 + 1e-6)
        expect(box.y + box.height).toBeLessThanOrEqual(100 + 1e-6)
        for (const other of boxes.slice(index + 1)) {
          const wide = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x)
          const high = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y)
          expect(Math.min(wide, high)).toBeLessThanOrEqual(1e-6)
        }
      })
    }),
  )
})

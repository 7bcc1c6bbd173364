import fc from 'fast-check'
import {expect, test} from 'vitest'
import {roundParts} from '../../../src/core/diff/round-parts.ts'

const parts = fc
  .record({
    free: fc.array(fc.bigInt({min: -10_000n, max: 10_000n}), {maxLength: 6}),
    denominator: fc.bigInt({min: 1n, max: 500n}),
    whole: fc.bigInt({min: -50n, max: 50n}),
  })
  .map(({free, denominator, whole}) => ({
    numerators: [...free, whole * denominator - free.reduce((sum, part) => sum + part, 0n)],
    denominator,
    whole,
  }))

test('rounded parts add up to the whole, differ from the exact ones by less than 1, and negate with them', () => {
  fc.assert(
    fc.property(parts, ({numerators, denominator, whole}) => {
      const rounded = roundParts(numerators, denominator)
      expect(rounded.reduce((sum, part) => sum + part, 0n)).toBe(whole)
      rounded.forEach((part, index) => {
        const error = part * denominator - numerators[index]!
        expect(error < denominator && error > -denominator).toBe(true)
        if (numerators[index] === 0n) expect(part).toBe(0n)
      })
      const negated = roundParts(
        numerators.map((part) => -part),
        denominator,
      )
      expect(negated).toEqual(rounded.map((part) => -part))
    }),
    {numRuns: 10_000},
  )
})

test('what is left goes to the largest remainder, of equal ones to the first', () => {
  expect(roundParts([5n, 5n, -10n], 10n)).toEqual([1n, 0n, -1n])
  expect(roundParts([-5n, -5n, 10n], 10n)).toEqual([-1n, 0n, 1n])
  expect(roundParts([3n, 8n, 9n], 10n)).toEqual([0n, 1n, 1n])
  expect(roundParts([], 10n)).toEqual([])
})

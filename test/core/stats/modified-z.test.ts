import {expect, test} from 'vitest'
import {modifiedZ, modifiedZScale} from '../../../src/core/stats/modified-z.ts'

test('a $50 session among $1 sessions scores 330 (known figure of the ruflo cost tracker)', () => {
  const scale = modifiedZScale([1, 1.2, 0.9, 1.1, 1, 50])
  expect(scale.branch).toBe('mad')
  expect(modifiedZ(50, scale)).toBeCloseTo(330.16775, 5)
})

test('where more than half of the values are equal, the mean deviation stands in for the MAD', () => {
  const scale = modifiedZScale([1, 1, 1, 50])
  expect(scale).toMatchObject({branch: 'meanAD', mad: 0, meanAbsoluteDeviation: 12.25})
  expect(modifiedZ(50, scale)).toBeCloseTo(49 / (1.253314 * 12.25), 12)
})

test('equal values give no score, and say so', () => {
  const scale = modifiedZScale([2, 2, 2])
  expect(scale.branch).toBe('flat')
  expect(modifiedZ(9, scale)).toBe(0)
})

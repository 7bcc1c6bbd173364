import fc from 'fast-check'
import {expect, test} from 'vitest'
import {orphanCrossing} from '../../../src/core/budget/orphan-rate.ts'

test('one orphan of a hundred is the threshold of 1 %, two are above it', () => {
  expect([0, 1, 2].map((orphans) => orphanCrossing(orphans, 100, 0.01, false))).toEqual([
    'unchanged',
    'unchanged',
    'crossed',
  ])
})

test('a rate that falls to the threshold may be reported again, one that stays above it is not', () => {
  expect([1, 2].map((orphans) => orphanCrossing(orphans, 100, 0.01, true))).toEqual(['rearmed', 'unchanged'])
})

test('without calls nothing is said', () => {
  expect([false, true].map((isMarked) => orphanCrossing(0, 0, 0, isMarked))).toEqual(['unchanged', 'unchanged'])
})

test('however the rate moves, every crossing is reported once, and only after it had come back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({min: 0, max: 100})), (rates) => {
      let isMarked = false
      let reported = 0
      let expected = 0
      let wasAbove = false
      for (const orphans of rates) {
        const crossing = orphanCrossing(orphans, 100, 0.5, isMarked)
        if (crossing === 'crossed') reported++
        if (crossing !== 'unchanged') isMarked = crossing === 'crossed'
        if (orphans > 50 && !wasAbove) expected++
        wasAbove = orphans > 50
      }
      expect(reported).toBe(expected)
    }),
  )
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import {levelOf, thresholdCrossings} from '../../../src/core/budget/threshold-crossings.ts'

const LIMIT = 1000n
const THRESHOLDS = [50, 75, 90, 100]

test('one jump over several thresholds reports each', () => {
  expect(thresholdCrossings(950n, LIMIT, THRESHOLDS, new Set([50]))).toEqual({fired: [75, 90], rearmed: []})
})

test('a threshold is passed when it is reached, to the picodollar', () => {
  expect(thresholdCrossings(499n, LIMIT, THRESHOLDS, new Set()).fired).toEqual([])
  expect(thresholdCrossings(500n, LIMIT, THRESHOLDS, new Set()).fired).toEqual([50])
  expect([0n, 500n, 999n, 5000n].map((spent) => levelOf(spent, LIMIT, THRESHOLDS))).toEqual([0, 50, 90, 100])
  expect(levelOf(5n, LIMIT, [])).toBe(0)
})

test('a correction arms again what it takes back, also what is no longer in the file', () => {
  expect(thresholdCrossings(600n, LIMIT, THRESHOLDS, new Set([100, 50, 75, 80]))).toEqual({
    fired: [],
    rearmed: [75, 80, 100],
  })
})

interface Step {
  readonly window: number
  readonly delta: number
}

/** The model: all that was ever spent, looked at after every step. A crossing is a step from under to at or over. */
function crossingsOf(history: readonly Step[]): string[] {
  const spent = new Map<number, number>()
  const found: string[] = []
  for (const {window, delta} of history) {
    const before = spent.get(window) ?? 0
    const after = Math.max(0, before + delta)
    spent.set(window, after)
    for (const percent of THRESHOLDS) {
      const line = percent * 10
      if (before < line && after >= line) found.push(`${window} ${percent}`)
    }
  }
  return found
}

test('every crossing of every history is reported exactly once, however often it is checked', () => {
  const step = fc.record({window: fc.nat({max: 2}), delta: fc.integer({min: -800, max: 900})})
  fc.assert(
    fc.property(fc.array(step, {maxLength: 25}), fc.array(fc.nat({max: 3}), {minLength: 1}), (history, repeats) => {
      const spent = new Map<number, number>()
      const marks = new Map<number, Set<number>>()
      const found: string[] = []
      history.forEach(({window, delta}, index) => {
        spent.set(window, Math.max(0, (spent.get(window) ?? 0) + delta))
        for (let check = 0; check <= (repeats[index % repeats.length] ?? 0); check++) {
          const marked = marks.get(window) ?? new Set()
          const {fired, rearmed} = thresholdCrossings(BigInt(spent.get(window) ?? 0), LIMIT, THRESHOLDS, marked)
          marks.set(window, new Set([...marked, ...fired].filter((threshold) => !rearmed.includes(threshold))))
          found.push(...fired.map((threshold) => `${window} ${threshold}`))
        }
      })
      expect(found).toEqual(crossingsOf(history))
    }),
    {numRuns: 10_000},
  )
})

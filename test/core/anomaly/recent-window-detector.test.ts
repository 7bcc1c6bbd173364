import {expect, test} from 'vitest'
import {createRecentWindowDetector} from '../../../src/core/anomaly/recent-window-detector.ts'

test('each key is judged by its own last calls, the current one excluded', () => {
  const seen: (readonly [string, readonly number[]])[] = []
  const judge = createRecentWindowDetector(2, (_, earlier, key) => {
    seen.push([key, earlier])
    return {kind: 'flat', expectedUsd: 0, differs: false}
  })
  for (const [key, usd] of [
    ['a', 1],
    ['b', 9],
    ['a', 2],
    ['a', 3],
    ['a', 4],
  ] as const)
    judge(key, usd)
  expect(seen).toEqual([
    ['a', []],
    ['b', []],
    ['a', [1]],
    ['a', [1, 2]],
    ['a', [2, 3]],
  ])
})

test('what is no cost is neither judged nor kept', () => {
  const judge = createRecentWindowDetector(2, (_, earlier) => ({kind: 'learning', seen: earlier.length, needed: 2}))
  expect(judge('a', Number.NaN)).toEqual({kind: 'invalid', reason: 'not-finite'})
  expect(judge('a', 1)).toEqual({kind: 'learning', seen: 0, needed: 2})
})

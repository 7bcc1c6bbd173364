import {expect, test} from 'vitest'
import {createMadDetector, madOutliers} from '../../../src/core/anomaly/mad-rule.ts'

function kinds(values: readonly number[]): string[] {
  const outcome = madOutliers(values)
  return outcome.kind === 'judged' ? outcome.verdicts.map(({kind}) => kind) : [outcome.kind]
}

test('a $50 session among sessions of a dollar is found, with the known score', () => {
  const outcome = madOutliers([1, 1.2, 0.9, 1.1, 1, 50])
  if (outcome.kind !== 'judged') throw new Error(outcome.kind)
  expect(outcome.verdicts.map(({kind}) => kind)).toEqual(['usual', 'usual', 'usual', 'usual', 'usual', 'spike'])
  expect(outcome.verdicts[5]).toHaveProperty('score', expect.closeTo(330.168, 3))
})

test('one dear session among equal ones is scored although the MAD is 0', () => {
  expect(kinds([...new Array<number>(9).fill(1), 50])).toEqual([...new Array<string>(9).fill('usual'), 'spike'])
})

test('a session far below the others is a drop', () => {
  expect(kinds([10, 10.1, 9.9, 10.2, 9.8, 0.1]).at(-1)).toBe('drop')
})

test('equal sessions are flat; fewer than three tell nothing; what is no cost is named', () => {
  expect(kinds([2, 2, 2])).toEqual(['flat', 'flat', 'flat'])
  expect(madOutliers([1, 50])).toEqual({kind: 'too-few', seen: 2, needed: 3})
  expect(madOutliers([1, 2, -3, 4])).toEqual({kind: 'invalid', index: 2})
})

test('over a stream, a call is judged by the thirty before it', () => {
  const judge = createMadDetector()
  for (let call = 0; call < 30; call++) {
    expect(judge('key', 1 + (call % 5) / 10)).toEqual({kind: 'learning', seen: call, needed: 30})
  }
  expect(judge('key', 3)).toMatchObject({kind: 'spike', expectedUsd: 1.2, historyCalls: 30})
})

test('over a stream of equal calls the verdict is flat, and says when a call differs', () => {
  const judge = createMadDetector(3)
  for (let call = 0; call < 3; call++) judge('key', 0.1)
  expect(judge('key', 5)).toEqual({kind: 'flat', expectedUsd: 0.1, differs: true})
})

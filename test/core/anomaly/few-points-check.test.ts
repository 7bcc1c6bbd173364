import {expect, test} from 'vitest'
import {fewPointsCheck} from '../../../src/core/anomaly/few-points-check.ts'

const sessions = [1, 2, 1.5, 3, 0.8, 1.2, 2.5, 1.8]

test('a $60 session after sessions of one to three dollars is a spike', () => {
  const verdict = fewPointsCheck(60, sessions)
  expect(verdict).toMatchObject({kind: 'spike', source: 'window', historyCalls: 8})
  expect(verdict).toHaveProperty('expectedUsd', expect.closeTo(Math.sqrt(1.5 * 1.8), 9))
})

test('a session twice as dear as usual is not worth a word, and a cheap or free one never is', () => {
  expect(fewPointsCheck(4, sessions).kind).toBe('usual')
  expect(fewPointsCheck(0.0001, sessions).kind).toBe('usual')
  expect(fewPointsCheck(0, sessions)).toMatchObject({kind: 'usual', score: expect.any(Number)})
})

test('equal sessions are allowed a spread of a quarter: 2.9 times is usual, 3 times is a spike', () => {
  const equal = new Array<number>(20).fill(1)
  expect(fewPointsCheck(2.9, equal).kind).toBe('usual')
  expect(fewPointsCheck(3, equal).kind).toBe('spike')
})

test('a spike below the floor is usual', () => {
  expect(fewPointsCheck(60, sessions, 100).kind).toBe('usual')
})

test('days without spend do not count, so six days with spend are too few', () => {
  expect(fewPointsCheck(60, [0, 0, ...sessions.slice(0, 6), 0])).toEqual({kind: 'learning', seen: 6, needed: 7})
  expect(fewPointsCheck(60, [Number.NaN, -1, ...sessions.slice(0, 6)])).toMatchObject({kind: 'learning', seen: 6})
})

test('earlier spikes do not hide a new one', () => {
  expect(fewPointsCheck(60, [...sessions, 50, 70]).kind).toBe('spike')
})

test.each([
  [Number.NaN, 'not-finite'],
  [-1, 'negative'],
  [1e300, 'too-large'],
])('%d is no cost', (usd, reason) => {
  expect(fewPointsCheck(usd, sessions)).toEqual({kind: 'invalid', reason})
})

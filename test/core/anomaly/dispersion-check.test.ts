import fc from 'fast-check'
import {expect, test} from 'vitest'
import {dispersionCheck, trailingDaySums} from '../../../src/core/anomaly/dispersion-check.ts'

const around = (center: number, spread: number) =>
  Array.from({length: 30}, (_, day) => center + spread * (day % 2 === 0 ? 1 : -1))

test('0.2 % above a million tokens a day is usual, where the plain Poisson test fires', () => {
  expect((1_002_000 - 1_000_000) / Math.sqrt(1_000_000)).toBe(2)
  expect(dispersionCheck(1_002_000, around(1_000_000, 300_000)).kind).toBe('usual')
})

test('a day far above its month is a spike, one far below a drop', () => {
  expect(dispersionCheck(2_000_000, around(1_000_000, 300_000))).toMatchObject({kind: 'spike', expected: 1_000_000})
  expect(dispersionCheck(1000, around(1_000_000, 300_000)).kind).toBe('drop')
})

test('the unit does not matter: dollars and cents give the same score', () => {
  const days = fc.array(fc.integer({min: 0, max: 1000}), {minLength: 7, maxLength: 40})
  fc.assert(
    fc.property(days, fc.integer({min: 0, max: 5000}), (earlier, observed) => {
      const dollars = dispersionCheck(observed, earlier)
      const cents = dispersionCheck(
        observed * 100,
        earlier.map((value) => value * 100),
      )
      expect(cents.kind).toBe(dollars.kind)
    }),
  )
})

test('only the last thirty days count', () => {
  expect(dispersionCheck(5, [1e9, ...around(5, 1)])).toMatchObject({kind: 'usual', expected: 5})
})

test('six days are too few, and one too', () => {
  expect(dispersionCheck(5, [1, 2, 3, 4, 5, 6])).toEqual({kind: 'too-few', seen: 6, needed: 7})
  expect(dispersionCheck(5, [1])).toEqual({kind: 'too-few', seen: 1, needed: 7})
})

test('equal days have no dispersion, all zeros neither', () => {
  expect(dispersionCheck(5, new Array<number>(30).fill(4))).toEqual({kind: 'flat', expected: 4, differs: true})
  expect(dispersionCheck(0, new Array<number>(30).fill(0))).toEqual({kind: 'flat', expected: 0, differs: false})
})

test.each([Number.NaN, -1, Number.POSITIVE_INFINITY, 1e200])('a day of %d is invalid', (value) => {
  expect(dispersionCheck(value, around(5, 1)).kind).toBe('invalid')
  expect(dispersionCheck(5, [...around(5, 1), value]).kind).toBe('invalid')
})

test('days are blocks of 24 hours that end now; what lies outside is left out', () => {
  const hour = 3_600_000
  const now = 100 * 24 * hour
  const events = [
    {atMs: now, value: 1},
    {atMs: now - 23 * hour, value: 2},
    {atMs: now - 24 * hour, value: 4},
    {atMs: now - 72 * hour, value: 8},
    {atMs: now + 1, value: 16},
  ]
  expect(trailingDaySums(events, now, 3)).toEqual([0, 4, 3])
})

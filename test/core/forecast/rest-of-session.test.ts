import fc from 'fast-check'
import {expect, test} from 'vitest'
import {restOfSession} from '../../../src/core/forecast/rest-of-session.ts'

/** Past sessions of equal calls: 5 to 64 of them. */
const past = Array.from({length: 60}, (_, index) => new Array<number>(index + 5).fill(0.1))

test('a session goes on as past ones did that came as far', () => {
  const outcome = restOfSession([0.2, 0.2, 0.2, 0.2, 0.2], past, 0.95)
  // half of the 60 sessions had 29 or 30 calls more, each at twice the price here
  expect(outcome).toMatchObject({kind: 'band', peers: 60, calibrated: true})
  if (outcome.kind !== 'band') throw new Error(outcome.kind)
  expect(outcome.point).toBeCloseTo(29.5 * 0.2, 9)
  expect(outcome.low).toBeCloseTo(59 * 0.025 * 0.2, 9)
  expect(outcome.high).toBeCloseTo(59 * 0.975 * 0.2, 9)
  expect(outcome.observed.origins).toBe(60)
  expect(outcome.observed.coverage).toBeCloseTo(56 / 60, 9)
})

test('sessions that ended earlier, or cost nothing, say nothing of how this one goes on', () => {
  const free = new Array<number>(50).fill(0)
  expect(restOfSession(new Array<number>(40).fill(1), [...past, free], 0.95)).toMatchObject({
    peers: 25,
    calibrated: false,
  })
})

test('too few calls and too few peers are named', () => {
  expect(restOfSession([1, 2], past, 0.95)).toEqual({kind: 'too-short', calls: 2})
  expect(restOfSession(new Array<number>(60).fill(1), past, 0.95)).toEqual({kind: 'too-few-peers', peers: 5})
})

test('the band holds its point, widens with the level, and scales with the unit', () => {
  const costs = fc.array(fc.double({min: 0, max: 5, noNaN: true}), {minLength: 3, maxLength: 5})
  fc.assert(
    fc.property(costs, (calls) => {
      const [wide, narrow, scaled] = [
        restOfSession(calls, past, 0.95),
        restOfSession(calls, past, 0.5),
        restOfSession(
          calls.map((usd) => usd * 100),
          past,
          0.95,
        ),
      ]
      if (wide.kind !== 'band' || narrow.kind !== 'band' || scaled.kind !== 'band') throw new Error('no band')
      expect(wide.low).toBeLessThanOrEqual(narrow.low)
      expect(narrow.low).toBeLessThanOrEqual(narrow.point)
      expect(narrow.point).toBeLessThanOrEqual(narrow.high)
      expect(narrow.high).toBeLessThanOrEqual(wide.high)
      expect(scaled.high).toBeCloseTo(wide.high * 100, 6)
    }),
  )
})

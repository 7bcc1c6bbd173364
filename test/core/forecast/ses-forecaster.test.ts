import {existsSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  createSesForecaster,
  smoothedDayVariance,
  smoothedSumVariance,
  smoothExponentially,
} from '../../../src/core/forecast/ses-forecaster.ts'
import {normalQuantile} from '../../../src/core/stats/normal-quantile.ts'
import {sharedFolder} from '../../shared-folder.ts'

interface SesCase {
  readonly alpha: number
  readonly y: readonly number[]
  readonly level: number
  readonly sigma2: number
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly sumVar7: number
  readonly sumVar30: number
}

const file = new URL('oracle/ses.json', sharedFolder)

function expectNear(actual: number, wanted: number) {
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)))
}

test.skipIf(!existsSync(file))('level, σ² and bands agree with R’s forecast package on 120 series', () => {
  const cases: SesCase[] = JSON.parse(readFileSync(file, 'utf8')).cases
  expect(cases).toHaveLength(120)
  for (const {alpha, y, ...wanted} of cases) {
    const {level, sigma2} = smoothExponentially(y, alpha)
    expectNear(level, wanted.level)
    expectNear(sigma2, wanted.sigma2)
    expectNear(smoothedSumVariance(sigma2, alpha, 7), wanted.sumVar7)
    expectNear(smoothedSumVariance(sigma2, alpha, 30), wanted.sumVar30)
    for (const [index, low] of wanted.low.entries()) {
      const reach = normalQuantile(0.975) * Math.sqrt(smoothedDayVariance(sigma2, alpha, index + 1))
      expectNear(level - reach, low)
      expectNear(level + reach, wanted.high[index] ?? Number.NaN)
    }
  }
})

test('smoothing 1, 2, 3 by 0.3 ends at 1.81 (worked by hand)', () => {
  const {level, sigma2} = smoothExponentially([1, 2, 3], 0.3)
  expect(level).toBeCloseTo(1.81, 14)
  expect(sigma2).toBeCloseTo((0 + 1 + 1.7 ** 2) / 3, 14)
})

test('the variance of a sum is that of its shocks, added one by one', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 60}), fc.double({min: 0.01, max: 1, noNaN: true}), (days, alpha) => {
      let variance = 0
      for (let day = 1; day <= days; day++) variance += (1 + (days - day) * alpha) ** 2
      expect(smoothedSumVariance(2, alpha, days) / (2 * variance)).toBeCloseTo(1, 10)
    }),
  )
})

test('the forecaster, fed day by day, is the smoothing of all its days', () => {
  const forecaster = createSesForecaster(0.3, 0.95)
  for (const usd of [1, 2, 3]) forecaster.learn(usd)
  const {level, sigma2} = smoothExponentially([1, 2, 3], 0.3)
  expect(forecaster.facts(7)).toMatchObject({method: 'ses', alpha: 0.3, levelUsd: level, sigma2})
  const reach = normalQuantile(0.975) * Math.sqrt(smoothedSumVariance(sigma2, 0.3, 7))
  expect(forecaster.band(7).point).toBeCloseTo(7 * level, 12)
  expect(forecaster.band(7).high).toBeCloseTo(7 * level + reach, 12)
  expect(forecaster.band(7).low).toBeCloseTo(7 * level - reach, 12)
  expect(forecaster.band(30).low).toBe(0)
})

test('no values have no level', () => {
  expect(() => smoothExponentially([], 0.3)).toThrow(RangeError)
})

import {expect, test} from 'vitest'
import {createForecaster, DEFAULT_FORECAST_OPTIONS, optionFault} from '../../../src/core/forecast/create-forecaster.ts'
import {FORECAST_METHODS} from '../../../src/core/forecast/forecaster.ts'
import {lumpySeries} from './made-series.ts'

test.each(FORECAST_METHODS)('%s is known by its name, and its band holds its point', (method) => {
  const forecaster = createForecaster({...DEFAULT_FORECAST_OPTIONS, method}, 19_723, 30)
  for (const usd of lumpySeries(100).values) forecaster.learn(usd)
  expect(forecaster.facts(30).method).toBe(method)
  const {low, point, high} = forecaster.band(30)
  expect(low).toBeLessThanOrEqual(point)
  expect(high).toBeGreaterThan(point)
})

test.each([
  [{level: 0}, [7], 'invalid-level'],
  [{level: 1}, [7], 'invalid-level'],
  [{level: Number.NaN}, [7], 'invalid-level'],
  [{method: 'ses' as const, alpha: 0}, [7], 'invalid-alpha'],
  [{method: 'ses' as const, alpha: 1.1}, [7], 'invalid-alpha'],
  [{}, [7, 0], 'invalid-horizon'],
  [{}, [1.5], 'invalid-horizon'],
  [{}, [3661], 'invalid-horizon'],
  [{alpha: 9}, [1, 3660], null],
])('options %j with horizons %j: %s', (changes, horizons, fault) => {
  expect(optionFault({...DEFAULT_FORECAST_OPTIONS, ...changes}, horizons)).toBe(fault)
})

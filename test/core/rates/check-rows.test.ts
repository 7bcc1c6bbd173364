import {expect, test} from 'vitest'
import {parseRateCard} from '../../../src/core/rates/parse-rate-card.ts'
import {cardJson, modelJson, rowJson} from './card-json.ts'

function judged(rows: Record<string, unknown>[], model: Record<string, unknown> = {}): string[] {
  const {findings} = parseRateCard(cardJson([modelJson('m', rows, model)]))
  return findings.map(
    ({severity, code, where, facts}) => `${severity} ${code} ${where} ${Object.values(facts).join(' ')}`,
  )
}

const rates = {input: '1', output: '5', cacheRead: '0.1', cacheWrite5m: '1.25', cacheWrite1h: '2'}
const at = 'models[0].rows[0].usdPerMillion'

test('a cache read costs less than input, and input less than a write', () => {
  expect(judged([rowJson({usdPerMillion: {...rates, cacheRead: '1'}})])).toEqual([
    `error RATE_ORDER ${at}.cacheRead cacheRead input`,
  ])
  expect(judged([rowJson({usdPerMillion: {...rates, cacheWrite5m: '1'}})])).toEqual([
    `error RATE_ORDER ${at}.cacheWrite5m input cacheWrite5m`,
  ])
  expect(judged([rowJson({usdPerMillion: {...rates, cacheWrite1h: '1.2'}})])).toEqual([
    `error RATE_ORDER ${at}.cacheWrite1h cacheWrite5m cacheWrite1h`,
  ])
  expect(judged([rowJson({usdPerMillion: {...rates, cacheWrite1h: '1.25'}})])).toEqual([])
})

test('a model that costs nothing is allowed and pointed out', () => {
  const free = {input: '0', output: '0', cacheRead: '0', cacheWrite5m: '0', cacheWrite1h: '0'}
  expect(judged([rowJson({usdPerMillion: free})])).toEqual([`warning RATES_ZERO ${at} `])
})

test('a rate must stay whole under the multipliers that it can meet', () => {
  const odd = {...rates, output: '5.000001'}
  expect(judged([rowJson({usdPerMillion: odd})])).toEqual([`error RATE_NOT_EXACT ${at}.output 0.5`])
  expect(judged([rowJson({usdPerMillion: odd, condition: {speed: 'fast'}})])).toEqual([])
  expect(judged([rowJson({usdPerMillion: odd, condition: {speed: 'fast'}})], {geoUs: true})).toEqual([
    `error RATE_NOT_EXACT ${at}.output 1.1`,
  ])
  // 5.00001 × 1.1 is whole in picodollars, × 0.5 × 1.1 is not
  expect(judged([rowJson({usdPerMillion: {...rates, output: '5.00001'}})], {geoUs: true})).toEqual([
    `error RATE_NOT_EXACT ${at}.output 0.55`,
  ])
})

test('two rows of one condition overlap when they share a day', () => {
  const row = (from: string | null, to: string | null, condition = {}) => rowJson({from, to, condition})
  expect(judged([row('2026-01-01', null), row('2026-03-01', null)])).toEqual([
    'error ROWS_OVERLAP models[0].rows[1] m any rows[0]',
  ])
  expect(judged([row('2026-03-01', null), row('2026-01-01', '2026-03-02')])).toEqual([
    'error ROWS_OVERLAP models[0].rows[1] m any rows[0]',
  ])
  expect(judged([row('2026-01-01', '2026-03-01'), row('2026-03-01', null)])).toEqual([])
  expect(judged([row(null, null), row(null, null, {speed: 'fast'}), row(null, null, {promptTokensOver: 5})])).toEqual(
    [],
  )
})

test('days without a base price, or without a fast one between two, are a gap', () => {
  const row = (from: string | null, to: string | null, condition = {}) => rowJson({from, to, condition})
  expect(judged([row('2026-03-01', null), row(null, '2026-02-01')])).toEqual([
    'warning ROWS_GAP models[0].rows[0] m any 2026-02-01 2026-03-01',
  ])
  expect(judged([row(null, '2026-02-01', {promptTokensUpTo: 5}), row('2026-02-01', null)])).toEqual([])
  const fast = {speed: 'fast'}
  expect(judged([row(null, null), row('2026-01-01', '2026-02-01', fast), row('2026-03-01', null, fast)])).toEqual([
    'warning ROWS_GAP models[0].rows[2] m speed=fast 2026-02-01 2026-03-01',
  ])
  // the long row that ended leaves no gap: a row of another size holds all the time
  const long = {promptTokensOver: 5}
  expect(
    judged([row(null, null), row('2025-01-01', '2025-02-01', long), row('2025-03-01', '2025-04-01', long)]),
  ).toEqual([])
})

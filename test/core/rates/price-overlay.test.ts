import {expect, test} from 'vitest'
import type {TokenRates} from '../../../src/core/rates/rate-card.ts'
import {layOverlay, parsePriceOverlay} from '../../../src/core/rates/price-overlay.ts'
import {builtInCard} from './built-in-card.ts'

const all = {input: '2', output: '8', cacheRead: '0.2', cacheWrite5m: '2.5', cacheWrite1h: '4'}
const judged = (value: unknown) =>
  parsePriceOverlay(value, builtInCard).findings.map(({code, where}) => `${code} ${where}`)

test('an overlay is read with models by any of their names', () => {
  const {overlay, findings} = parsePriceOverlay(
    {multiplier: 0.85, overrides: {'claude-opus-4-5': {input: 4.5}, mine: all}},
    builtInCard,
  )
  expect(findings).toEqual([])
  expect(overlay?.multiplier).toBe(850_000_000n)
  expect([...(overlay?.overrides.keys() ?? [])]).toEqual(['claude-opus-4-5-20251101', 'mine'])
  expect(overlay?.overrides.get('claude-opus-4-5-20251101')).toEqual({input: 4_500_000n})
  expect(parsePriceOverlay({}, builtInCard).overlay).toEqual({multiplier: 1_000_000_000n, overrides: new Map()})
})

test('what is wrong with an overlay is named with its place', () => {
  expect(judged(5)).toEqual(['FIELD_TYPE '])
  expect(judged({multiplier: 0})).toEqual(['MODIFIER_RANGE multiplier'])
  expect(judged({multiplier: '-1'})).toEqual(['RATE_NOT_DECIMAL multiplier', 'MODIFIER_RANGE multiplier'])
  expect(judged({discount: '0.1'})).toEqual(['FIELD_UNKNOWN discount'])
  expect(judged({overrides: {'claude-opus-5': {inputs: '1'}}})).toEqual([
    'FIELD_UNKNOWN overrides["claude-opus-5"].inputs',
  ])
  expect(judged({overrides: {mine: {input: '1'}}})).toEqual(['OVERRIDE_INCOMPLETE overrides.mine'])
  expect(parsePriceOverlay({multiplier: 0}, builtInCard).overlay).toBe(null)
})

test('the multiplier reaches every rate and the searches; an override replaces base rows only', () => {
  const overrides = new Map([['claude-opus-5', {input: 4_000_000n}]])
  const card = layOverlay(builtInCard, {multiplier: 900_000_000n, overrides})
  const [base, fast] = card.models.get('claude-opus-5')?.rows ?? []
  expect(base?.rates).toEqual({
    input: 4_000_000n,
    output: 22_500_000n,
    cacheRead: 450_000n,
    cacheWrite5m: 5_625_000n,
    cacheWrite1h: 9_000_000n,
  })
  expect(fast?.rates.input).toBe(9_000_000n)
  expect(card.modifiers.webSearch).toBe(9_000_000_000n)
  expect(card.models.get('claude-opus-5')?.display).toBe('Claude Opus 5')
})

test('the long-context row keeps list price when the base row is overridden', () => {
  const overrides = new Map([['claude-haiku-5-5', {input: 50_000n}]])
  const [small, large] =
    layOverlay(builtInCard, {multiplier: 1_000_000_000n, overrides}).models.get('claude-haiku-5-5')?.rows ?? []
  expect([small?.rates.input, large?.rates.input]).toEqual([50_000n, 500_000n])
})

test('contract rates are whole picodollars, ties to even', () => {
  const card = layOverlay(builtInCard, {multiplier: 333_333_333n, overrides: new Map()})
  // 4,000,000 × 0.333333333 = 1,333,333.332
  expect(card.models.get('claude-opus-5-5')?.rows[0]?.rates.input).toBe(1_333_333n)
})

test('a complete override adds a model that the card lacks, an incomplete one does not', () => {
  const rates = {input: 2n, output: 8n, cacheRead: 1n, cacheWrite5m: 3n, cacheWrite1h: 4n}
  const overrides = new Map<string, Partial<TokenRates>>([
    ['claude-opus-9', rates],
    ['other', {input: 1n}],
  ])
  const card = layOverlay(builtInCard, {multiplier: 500_000_000n, overrides})
  expect(card.models.get('claude-opus-9')).toMatchObject({
    family: 'opus',
    geoUs: false,
    rows: [{from: null, condition: 'any', rates}],
  })
  expect(card.models.has('other')).toBe(false)
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import {hasErrors} from '../../../src/core/rates/card-finding.ts'
import {parseRateCard} from '../../../src/core/rates/parse-rate-card.ts'
import json from '../../../src/io/rate-card/built-in.json' with {type: 'json'}
import {cardJson, modelJson, rowJson} from './card-json.ts'

/** Findings of a card as `severity code where`. */
function judged(card: unknown): string[] {
  return parseRateCard(card).findings.map(({severity, code, where}) => `${severity} ${code} ${where}`)
}

const oneRow = (changes: Record<string, unknown>) => cardJson([modelJson('claude-opus-1', [rowJson(changes)])])

test('the built-in card is sound; what it has to say is that one price was not found', () => {
  expect(judged(json)).toEqual(['notice PRICE_NOT_FOUND models[28]'])
})

test('a sound card is read with its rates in picodollars per token', () => {
  const {card, findings} = parseRateCard(
    cardJson(
      [modelJson('claude-quartz-1', [rowJson({from: '2026-01-01'})], {family: 'quartz', released: '2026-01-01'})],
      {
        aliases: {quartz: 'claude-quartz-1'},
      },
    ),
  )
  expect(findings).toEqual([])
  expect(card?.verifiedAt).toBe('2026-11-21')
  expect(card?.families.has('quartz')).toBe(true)
  expect(card?.aliases.get('quartz')).toBe('claude-quartz-1')
  expect(card?.modifiers).toEqual({
    batch: 500_000_000n,
    geoUs: {multiplier: 1_100_000_000n, from: '2026-02-05', fromMs: Date.UTC(2026, 1, 5)},
    webSearch: 10_000_000_000n,
  })
  expect(card?.models.get('claude-quartz-1')?.rows[0]).toMatchObject({
    fromMs: Date.UTC(2026, 0, 1),
    toMs: Infinity,
    condition: 'any',
    rates: {
      input: 1_000_000n,
      output: 5_000_000n,
      cacheRead: 100_000n,
      cacheWrite5m: 1_250_000n,
      cacheWrite1h: 2_000_000n,
    },
  })
})

test('sources, aliases, display, family and dates may be left out', () => {
  const model = {id: 'm', rows: [{...rowJson({}), from: undefined, to: undefined}]}
  const {card, findings} = parseRateCard({
    ...cardJson([model]),
    sources: undefined,
    aliases: undefined,
    modifiers: {batch: '1', geoUs: {multiplier: '1'}, webSearchUsdPer1000: '0'},
  })
  expect(findings.map(({code}) => code)).toEqual(['SOURCE_UNKNOWN'])
  expect(card?.models.get('m')).toMatchObject({display: 'm', family: null, released: null, geoUs: false})
  expect(card?.modifiers.geoUs.fromMs).toBe(-Infinity)
})

test('what is no card at all is one finding', () => {
  for (const value of [null, 3, 'x', [], true, undefined]) expect(judged(value)).toEqual(['error FIELD_TYPE '])
})

test('an empty object lacks every field that matters', () => {
  expect(judged({})).toEqual([
    'error FIELD_TYPE schema',
    'error FIELD_TYPE currency',
    'error FIELD_TYPE verifiedAt',
    'error FIELD_TYPE modifiers',
    'error RATE_NOT_DECIMAL modifiers.batch',
    'error MODIFIER_RANGE modifiers.batch',
    'error FIELD_TYPE modifiers.geoUs',
    'error RATE_NOT_DECIMAL modifiers.geoUs.multiplier',
    'error MODIFIER_RANGE modifiers.geoUs.multiplier',
    'error RATE_NOT_DECIMAL modifiers.webSearchUsdPer1000',
    'error FIELD_TYPE models',
  ])
})

test('another schema, currency or date is named', () => {
  expect(judged(cardJson([], {schema: 'pech/rate-card@2'}))).toEqual(['error FIELD_TYPE schema'])
  expect(judged(cardJson([], {currency: 'EUR'}))).toEqual(['error FIELD_TYPE currency'])
  for (const verifiedAt of ['2026-02-30', '2026-13-01', '2026-1-1', 'today', '2026-11-21T00:00:00Z']) {
    expect(judged(cardJson([], {verifiedAt}))).toEqual(['error DATE_INVALID verifiedAt'])
  }
})

test('a rate that is no decimal text, or not whole picodollars per token, is named with its place', () => {
  const rates = {input: '1', output: '5', cacheRead: '0.1', cacheWrite5m: '1.25', cacheWrite1h: '2'}
  const at = 'models[0].rows[0].usdPerMillion'
  expect(judged(oneRow({usdPerMillion: {...rates, output: 5}}))).toEqual([`error RATE_NOT_DECIMAL ${at}.output`])
  expect(judged(oneRow({usdPerMillion: {...rates, output: '-5'}}))).toEqual([`error RATE_NOT_DECIMAL ${at}.output`])
  expect(judged(oneRow({usdPerMillion: {...rates, output: undefined}}))).toEqual([
    `error RATE_NOT_DECIMAL ${at}.output`,
  ])
  expect(judged(oneRow({usdPerMillion: {...rates, output: '5.0000001'}}))).toEqual([
    `error RATE_NOT_EXACT ${at}.output`,
  ])
  expect(judged(oneRow({usdPerMillion: {...rates, thinking: '5'}}))).toEqual([`warning FIELD_UNKNOWN ${at}.thinking`])
})

test('found values are shown, cut where they are long', () => {
  const found = (value: unknown) =>
    parseRateCard(cardJson([modelJson('m', [rowJson({confidence: value})])])).findings[0]?.facts.found
  expect(found('D')).toBe('"D"')
  expect(found(7)).toBe('7')
  expect(found(null)).toBe('null')
  expect(found([])).toBe('a list')
  expect(found({})).toBe('an object')
  expect(found(undefined)).toBe('nothing')
  expect(found('x'.repeat(99))).toHaveLength(60)
})

test('a misspelt condition would change a price, so it is an error; other unknown fields are a warning', () => {
  expect(judged(oneRow({condition: {promptTokenOver: 5}}))).toEqual([
    'error FIELD_UNKNOWN models[0].rows[0].condition.promptTokenOver',
  ])
  expect(judged(oneRow({note: 'x'}))).toEqual(['warning FIELD_UNKNOWN models[0].rows[0].note'])
  expect(judged(cardJson([], {'odd name': 1}))).toEqual(['warning FIELD_UNKNOWN ["odd name"]'])
})

test('conditions are counts of tokens in order, and a speed', () => {
  const at = 'models[0].rows[0].condition'
  expect(judged(oneRow({condition: {promptTokensOver: 200_000, promptTokensUpTo: 100_000}}))).toEqual([
    `error SIZES_EMPTY ${at}`,
  ])
  expect(judged(oneRow({condition: {promptTokensOver: -1}}))).toEqual([`error FIELD_TYPE ${at}.promptTokensOver`])
  expect(judged(oneRow({condition: {promptTokensOver: '5'}}))).toEqual([`error FIELD_TYPE ${at}.promptTokensOver`])
  expect(judged(oneRow({condition: {speed: 5}}))).toEqual([`error FIELD_TYPE ${at}.speed`])
  expect(judged(oneRow({condition: {speed: 'fast', promptTokensOver: 5, promptTokensUpTo: 9}}))).toEqual([])
})

test('a day that is no text is named once', () => {
  expect(judged(oneRow({from: 5}))).toEqual(['error FIELD_TYPE models[0].rows[0].from'])
  expect(judged(oneRow({to: ''}))).toEqual(['error FIELD_TYPE models[0].rows[0].to'])
})

test('a row must last a day at least', () => {
  expect(judged(oneRow({from: '2026-02-01', to: '2026-02-01'}))).toEqual(['error PERIOD_EMPTY models[0].rows[0]'])
  expect(judged(oneRow({to: '2026-02-01'}))).toEqual([])
})

test('a model needs a name of its own, a list of rows and plain marks', () => {
  expect(judged(cardJson([modelJson('m', []), modelJson('m', [])]))).toEqual([
    'notice PRICE_NOT_FOUND models[0]',
    'error MODEL_DUPLICATE models[1].id',
    'notice PRICE_NOT_FOUND models[1]',
  ])
  expect(judged(cardJson([{...modelJson('', [rowJson({})]), display: undefined}]))).toEqual([
    'error FIELD_TYPE models[0].id',
  ])
  expect(judged(cardJson([modelJson('m', [rowJson({})], {geoUs: 'yes', family: 7})]))).toEqual([
    'error FIELD_TYPE models[0].family',
    'error FIELD_TYPE models[0].geoUs',
  ])
})

test('an error in one model does not hide those of the next', () => {
  const crossed = rowJson({
    usdPerMillion: {input: '1', output: '5', cacheRead: '1', cacheWrite5m: '1.25', cacheWrite1h: '2'},
  })
  expect(judged(cardJson([modelJson('a', [rowJson({confidence: 'Z'})]), modelJson('b', [crossed])]))).toEqual([
    'error FIELD_TYPE models[0].rows[0].confidence',
    'error RATE_ORDER models[1].rows[0].usdPerMillion.cacheRead',
  ])
})

test('an alias leads to a model and is none itself', () => {
  const models = [modelJson('m', [rowJson({})])]
  expect(judged(cardJson(models, {aliases: {m: 'm'}}))).toEqual(['error ALIAS_SHADOWS_MODEL aliases.m'])
  expect(judged(cardJson(models, {aliases: {'m-1': 'n'}}))).toEqual(['error ALIAS_UNKNOWN_MODEL aliases["m-1"]'])
  expect(judged(cardJson(models, {aliases: {'m-1': 5}}))).toEqual([
    'error FIELD_TYPE aliases["m-1"]',
    'error ALIAS_UNKNOWN_MODEL aliases["m-1"]',
  ])
})

test('a name that JavaScript knows is a name like any other', () => {
  const card = parseRateCard(
    JSON.parse(
      JSON.stringify(cardJson([modelJson('m', [rowJson({})])])).replace(
        '"aliases":{}',
        '"aliases":{"__proto__":"m","constructor":"m"}',
      ),
    ),
  )
  expect(card.card?.aliases.get('__proto__')).toBe('m')
  expect(card.card?.aliases.get('constructor')).toBe('m')
  expect(card.card?.models.has('toString')).toBe(false)
})

test('modifiers stay in their range', () => {
  const modifiers = (changes: Record<string, unknown>) =>
    judged(cardJson([], {modifiers: {batch: '0.5', geoUs: {multiplier: '1.1'}, webSearchUsdPer1000: '10', ...changes}}))
  expect(modifiers({})).toEqual([])
  expect(modifiers({batch: '1'})).toEqual([])
  expect(modifiers({batch: '1.01'})).toEqual(['error MODIFIER_RANGE modifiers.batch'])
  expect(modifiers({batch: '0'})).toEqual(['error MODIFIER_RANGE modifiers.batch'])
  expect(modifiers({geoUs: {multiplier: '0', from: 'x'}})).toEqual([
    'error MODIFIER_RANGE modifiers.geoUs.multiplier',
    'error DATE_INVALID modifiers.geoUs.from',
  ])
  expect(modifiers({webSearchUsdPer1000: '0.0000000001'})).toEqual([
    'error RATE_NOT_EXACT modifiers.webSearchUsdPer1000',
  ])
  expect(modifiers({other: 1})).toEqual(['warning FIELD_UNKNOWN modifiers.other'])
})

test('there is a card exactly when no finding is an error, and no value makes the reader throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (row, model, value) => {
      const card = cardJson([modelJson('m', [rowJson({})])])
      const models = [{...modelJson('m', []), rows: [row, {...rowJson({}), condition: value}]}, model]
      for (const candidate of [
        value,
        {...card, models},
        {...card, modifiers: value},
        {...card, aliases: value, sources: row},
      ]) {
        const {card: read, findings} = parseRateCard(candidate)
        expect(read === null).toBe(hasErrors(findings))
      }
    }),
  )
})

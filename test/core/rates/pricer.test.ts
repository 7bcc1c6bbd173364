import fc from 'fast-check'
import {expect, test} from 'vitest'
import {createPricer, type UsageToPrice} from '../../../src/core/rates/pricer.ts'
import {COST_CLASSES, costByClass, type Rate} from '../../../src/core/rates/rate.ts'
import type {Tokens} from '../../../src/core/tokens.ts'
import {builtInCard, sound} from './built-in-card.ts'
import {cardJson, modelJson, rowJson} from './card-json.ts'

const NOTHING: Tokens = {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0}
const pricer = createPricer(builtInCard)

function usage(
  model: string,
  at: string | null,
  tokens: Partial<Tokens> = {},
  more: Partial<UsageToPrice> = {},
): UsageToPrice {
  const atMs = at === null ? null : Date.parse(at)
  return {model, atMs, speed: null, serviceTier: null, geo: null, tokens: {...NOTHING, ...tokens}, ...more}
}

function cost(question: UsageToPrice, webSearches = 0, rate: Rate = pricer.price(question)): bigint {
  const costs = costByClass(question.tokens, webSearches, rate.vector)
  return COST_CLASSES.reduce((sum, name) => sum + costs[name], 0n)
}

const $ = (usd: number): bigint => BigInt(Math.round(usd * 1e9)) * 1000n

test('every token class has its own rate', () => {
  const tokens = {input: 1000, output: 1000, cacheRead: 1000, cacheWrite5m: 1000, cacheWrite1h: 1000}
  // Opus 5.5: 1,000 × $(4 + 20 + 0.2 + 5 + 8) / 10^6 = $0.0372
  expect(cost(usage('claude-opus-5-5', '2026-11-15T10:00:00Z', tokens))).toBe($(0.0372))
  // Opus 4.5: 1,000 × $(5 + 25 + 0.5 + 6.25 + 10) / 10^6 = $0.04675
  expect(cost(usage('claude-opus-4-5-20251101', '2026-01-15T10:00:00Z', tokens))).toBe($(0.04675))
})

test('a call keeps the price of its own UTC day', () => {
  const million = {cacheRead: 1_000_000}
  expect(cost(usage('claude-sonnet-5-5', '2026-10-06T23:59:59.999Z', million))).toBe($(0.2))
  expect(cost(usage('claude-sonnet-5-5', '2026-10-07T00:00:00.000Z', million))).toBe($(0.1))
  expect(cost(usage('claude-sonnet-5-5', '2026-10-07T01:30:00+02:00', million))).toBe($(0.2))
  expect(cost(usage('claude-sonnet-5-5', null, million))).toBe($(0.1))
})

test('above a size the whole request moves to another row, output too', () => {
  const at = '2026-11-15T10:00:00Z'
  // Haiku 5.5: 100,000 × $0.1 / 10^6 + 2,000 × $0.5 / 10^6 = $0.011
  expect(cost(usage('claude-haiku-5-5', at, {input: 100_000, output: 2000}))).toBe($(0.011))
  // one token more: 100,001 × $0.5 / 10^6 + 2,000 × $2.5 / 10^6 = $0.0550005
  expect(cost(usage('claude-haiku-5-5', at, {input: 100_001, output: 2000}))).toBe($(0.0550005))
  // the size counts reads and writes: 2 × $0.5 + 60,000 × $0.05 + 40,000 × $0.625 (per million) = $0.028001
  expect(cost(usage('claude-haiku-5-5', at, {input: 2, cacheRead: 60_000, cacheWrite5m: 40_000}))).toBe($(0.028001))
})

test('a long prompt costs more while the long row is in force, then the base rate', () => {
  const tokens = {cacheRead: 300_000, output: 2000}
  // 300,000 × $0.6 / 10^6 + 2,000 × $22.5 / 10^6 = $0.18 + $0.045
  expect(cost(usage('claude-sonnet-4-5-20250929', '2026-04-29T23:59:59Z', tokens))).toBe($(0.225))
  // 300,000 × $0.3 / 10^6 + 2,000 × $15 / 10^6 = $0.09 + $0.03
  expect(cost(usage('claude-sonnet-4-5-20250929', '2026-04-30T00:00:00Z', tokens))).toBe($(0.12))
  expect(cost(usage('claude-sonnet-4-5-20250929', '2026-02-01T00:00:00Z', {cacheRead: 200_000}))).toBe($(0.06))
})

test('fast has its own row while there is one, and speed beats size', () => {
  const fast = {speed: 'fast'}
  const output = {output: 1_000_000}
  expect(cost(usage('claude-opus-4-6', '2026-06-28T23:59:59Z', output, fast))).toBe($(150))
  expect(cost(usage('claude-opus-4-6', '2026-06-29T00:00:00Z', output, fast))).toBe($(25))
  expect(cost(usage('claude-opus-4-6', '2026-02-06T00:00:00Z', output, fast))).toBe($(25))
  expect(cost(usage('claude-opus-4-6', '2026-03-01T00:00:00Z', {input: 200_001}, fast))).toBe(200_001n * 60_000_000n)
  expect(cost(usage('claude-opus-4-6', '2026-03-01T00:00:00Z', {input: 200_001}))).toBe(200_001n * 10_000_000n)
  expect(cost(usage('claude-opus-4-6', '2026-04-01T00:00:00Z', {input: 200_001}, fast))).toBe(200_001n * 30_000_000n)
  expect(cost(usage('claude-opus-5-5', '2026-11-15T00:00:00Z', output, {speed: 'standard'}))).toBe($(20))
})

test('batch halves the tokens, not the searches, and does not combine with a fast row', () => {
  const at = '2026-11-15T00:00:00Z'
  const batch = {serviceTier: 'batch'}
  // 10,000 × $4 / 10^6 / 2 + 3 × $10 / 1,000 = $0.02 + $0.03
  expect(cost(usage('claude-opus-5-5', at, {input: 10_000}, batch), 3)).toBe($(0.05))
  expect(cost(usage('claude-opus-5-5', at, {output: 1000}, {...batch, speed: 'fast'}))).toBe($(0.04))
  expect(pricer.price(usage('claude-opus-5-5', at, {}, {...batch, speed: 'fast'})).batch).toBe(false)
  // Sonnet 5.5 has no fast row: its base row, halved
  expect(cost(usage('claude-sonnet-5-5', at, {output: 1000}, {...batch, speed: 'fast'}))).toBe($(0.005))
  expect(cost(usage('claude-opus-5-5', at, {output: 1000}, {serviceTier: 'standard', isBatch: true}))).toBe($(0.01))
})

test('US-only inference is a tenth dearer on marked models, from the day on which it began', () => {
  const us = {geo: 'us'}
  const output = {output: 1_000_000}
  const at = '2026-11-15T00:00:00Z'
  expect(cost(usage('claude-opus-4-6', at, output, us))).toBe($(27.5))
  expect(cost(usage('claude-opus-4-6', null, output, us))).toBe($(27.5))
  expect(cost(usage('claude-opus-5-5', at, output, {...us, speed: 'fast'}))).toBe($(44))
  expect(cost(usage('claude-opus-5-5', at, output, {...us, serviceTier: 'batch'}))).toBe($(11))
  expect(cost(usage('claude-opus-4-5', at, output, us))).toBe($(25))
  expect(cost(usage('claude-opus-5-5', at, output, {geo: 'global'}))).toBe($(20))
  expect(cost(usage('claude-opus-5-5', at, {}, us), 1)).toBe($(0.01))
  const early = createPricer(sound(cardJson([modelJson('claude-opus-0', [rowJson({})], {geoUs: true})])))
  expect(early.price(usage('claude-opus-0', '2026-02-04T23:59:59Z', {}, us)).geoUs).toBe(false)
  expect(early.price(usage('claude-opus-0', '2026-02-05T00:00:00Z', {}, us)).geoUs).toBe(true)
})

test('an unknown version is estimated by the newest model of its family, by size and speed', () => {
  const at = '2026-11-15T00:00:00Z'
  const small = usage('claude-haiku-9', at, {input: 100_000})
  expect(pricer.price(small)).toMatchObject({
    status: 'estimated',
    model: 'claude-haiku-5-5',
    condition: 'prompt_tokens<=100000',
  })
  expect(cost(small)).toBe($(0.01))
  expect(cost(usage('claude-haiku-9', at, {input: 100_001}))).toBe($(0.0500005))
  expect(cost(usage('claude-opus-9-20270101', at, {output: 1000}, {speed: 'fast'}))).toBe($(0.04))
  expect(cost(usage('claude-mythos-preview', at, {output: 1000}))).toBe($(0.04))
  expect(cost(usage('claude-sonnet-99', null, {cacheRead: 1000}, {geo: 'us'}), 1)).toBe($(0.01 + 0.00011))
})

test('a call before the first row of its model is only estimated', () => {
  const question = usage('claude-sonnet-5-5', '2026-09-27T23:59:59Z', {cacheRead: 1_000_000})
  expect(pricer.price(question)).toMatchObject({status: 'estimated', model: 'claude-sonnet-5-5', from: '2026-10-07'})
  expect(cost(question)).toBe($(0.1))
  expect(pricer.price(usage('claude-3-opus', '2020-01-01T00:00:00Z')).status).toBe('priced')
})

test('a name without a family has no rate', () => {
  for (const model of ['gpt-7-turbo', '', '__proto__', 'constructor', 'opusculum-1']) {
    const rate = pricer.price(usage(model, '2026-11-15T00:00:00Z', {output: 1}))
    expect(rate).toMatchObject({status: 'unpriced', model: null, from: null, key: 'unpriced'})
    expect(Object.values(rate.vector)).toEqual([0n, 0n, 0n, 0n, 0n, 0n])
  }
})

test('a family on the card that no row prices gives no estimate', () => {
  const fastOnly = modelJson('claude-quartz-1', [rowJson({condition: {speed: 'fast'}})], {family: 'quartz'})
  const own = createPricer(sound(cardJson([fastOnly, modelJson('odd', [rowJson({})], {family: null})])))
  expect(own.price(usage('claude-quartz-2', null)).status).toBe('unpriced')
  expect(own.price(usage('claude-quartz-2', null, {}, {speed: 'fast'})).status).toBe('estimated')
  expect(own.price(usage('odd', null)).status).toBe('priced')
  expect(own.familyOf('odd')).toBe(null)
})

test('of models that start on the same day, the first on the card gives the estimate', () => {
  const rows = [rowJson({from: '2026-01-01'})]
  const own = createPricer(sound(cardJson(['claude-opus-2', 'claude-opus-3'].map((id) => modelJson(id, rows)))))
  expect(own.price(usage('claude-opus-4', null)).model).toBe('claude-opus-2')
})

test('a model whose rows have ended is unpriced from that day, and keeps its last price for calls without a time', () => {
  const ended = modelJson('claude-opus-1', [rowJson({from: '2025-01-01', to: '2026-01-01'})])
  const own = createPricer(sound(cardJson([ended])))
  expect(own.price(usage('claude-opus-1', '2025-12-31T23:59:59.999Z')).status).toBe('priced')
  expect(own.price(usage('claude-opus-1', '2026-01-01T00:00:00Z')).status).toBe('estimated')
  expect(own.price(usage('claude-opus-1', null)).status).toBe('priced')
})

test('the same facts give the same object, whatever name and irrelevant marks the call carries', () => {
  const at = '2026-11-15T00:00:00Z'
  const rate = pricer.price(usage('claude-opus-5-5', at))
  expect(rate.key).toBe('priced|claude-opus-5-5|2026-09-22|any|||4000000,20000000,200000,5000000,8000000,10000000000')
  expect(pricer.price(usage('claude-opus-5-5', '2026-10-01T00:00:00Z'))).toBe(rate)
  expect(pricer.price(usage('us.anthropic.claude-opus-5-5-v1:0', at, {input: 5}, {speed: 'standard', geo: ''}))).toBe(
    rate,
  )
  expect(pricer.price(usage('claude-opus-5-5', at, {}, {geo: 'us'}))).not.toBe(rate)
  expect(pricer.price(usage('nobody', at))).toBe(pricer.price(usage('no-one', null)))
})

test('the pricer knows families', () => {
  expect(pricer.familyOf('claude-opus-9')).toBe('opus')
  expect(pricer.familyOf('claude-opus-9')).toBe('opus')
  expect(pricer.familyOf('gpt-7')).toBe(null)
})

test('an overlay changes the price and leaves the list price alone', () => {
  const overlay = {multiplier: 900_000_000n, overrides: new Map([['claude-opus-5-5', {output: 15_000_000n}]])}
  const own = createPricer(builtInCard, overlay)
  const question = usage('claude-opus-5-5', '2026-11-15T00:00:00Z', {input: 1000, output: 1000})
  // 1,000 × $4 × 0.9 / 10^6 + 1,000 × $15 / 10^6 = $0.0036 + $0.015; a search: $0.009
  expect(cost(question, 1, own.price(question))).toBe($(0.0276))
  expect(cost(question, 1)).toBe($(0.034))
})

const tokens = fc.record({
  input: fc.nat(300_000),
  output: fc.nat(100_000),
  cacheRead: fc.nat(300_000),
  cacheWrite5m: fc.nat(100_000),
  cacheWrite1h: fc.nat(100_000),
})
const anyUsage = fc.record({
  model: fc.constantFrom(
    ...builtInCard.models.keys(),
    ...builtInCard.aliases.keys(),
    'claude-opus-9',
    'claude-haiku-8',
    'x',
  ),
  atMs: fc.option(fc.integer({min: Date.parse('2024-01-01'), max: Date.parse('2027-06-01')})),
  speed: fc.constantFrom(null, 'fast', 'standard'),
  serviceTier: fc.constantFrom(null, 'batch', 'standard'),
  geo: fc.constantFrom(null, 'us', 'global'),
  tokens,
})

test('price(a + b) = price(a) + price(b) at the same rate', () => {
  fc.assert(
    fc.property(anyUsage, tokens, fc.nat(9), fc.nat(9), (question, more, searches, moreSearches) => {
      const {vector} = pricer.price(question)
      const both: Tokens = {...NOTHING}
      for (const name of ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const) {
        both[name] = question.tokens[name] + more[name]
      }
      const [a, b, ab] = [
        costByClass(question.tokens, searches, vector),
        costByClass(more, moreSearches, vector),
        costByClass(both, searches + moreSearches, vector),
      ]
      for (const name of COST_CLASSES) expect(ab[name]).toBe(a[name] + b[name])
    }),
  )
})

test('a row prices a call only if it is in force at its time and its condition holds or nothing fits', () => {
  fc.assert(
    fc.property(anyUsage, (question) => {
      const rate = pricer.price(question)
      if (rate.status !== 'priced' || question.atMs === null) return
      const rows = builtInCard.models.get(rate.model ?? '')?.rows ?? []
      const atMs = question.atMs
      const inForce = rows.filter((row) => row.fromMs <= atMs && atMs < row.toMs)
      const size =
        question.tokens.input + question.tokens.cacheRead + question.tokens.cacheWrite5m + question.tokens.cacheWrite1h
      const row = inForce.find((candidate) => candidate.condition === rate.condition && candidate.from === rate.from)
      expect(row).toBeDefined()
      if (question.speed !== 'fast') expect(row?.speed).toBe(null)
      else if (inForce.some((candidate) => candidate.condition === 'speed=fast')) expect(row?.speed).toBe('fast')
      const longRow = inForce.find(
        (candidate) => candidate.speed === (row?.speed ?? null) && size > (candidate.overTokens ?? Infinity),
      )
      if (longRow) expect(row).toBe(longRow)
    }),
    {numRuns: 2000},
  )
})

test('no call before the first row of its model is priced', () => {
  fc.assert(
    fc.property(anyUsage, (question) => {
      const rate = pricer.price(question)
      const rows = builtInCard.models.get(builtInCard.aliases.get(question.model) ?? question.model)?.rows ?? []
      const firstMs = Math.min(...rows.map((row) => row.fromMs))
      if (question.atMs !== null && question.atMs < firstMs) expect(rate.status).not.toBe('priced')
      else expect(rate.status === 'priced').toBe(rows.length > 0)
    }),
    {numRuns: 2000},
  )
})

test('a second pricer gives equal rates', () => {
  const other = createPricer(builtInCard)
  fc.assert(fc.property(anyUsage, (question) => void expect(other.price(question)).toEqual(pricer.price(question))))
})

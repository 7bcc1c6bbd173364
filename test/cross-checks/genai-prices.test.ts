import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {calcPrice} from '@pydantic/genai-prices'
import {expect, test} from 'vitest'
import {toUsd} from '../../src/core/money/picodollars.ts'
import {createPricer} from '../../src/core/rates/pricer.ts'
import {COST_CLASSES, costByClass} from '../../src/core/rates/rate.ts'
import {promptTokens, type Tokens} from '../../src/core/tokens.ts'
import {loadBuiltInCard} from '../../src/io/rate-card/load-rate-card.ts'

const {card} = loadBuiltInCard()
const pricer = createPricer(card)

/** One call with every token class, and one whose prompt passes every step of every price. */
const SIZES: Readonly<Record<string, Tokens>> = {
  short: {input: 1_000, output: 500, cacheRead: 20_000, cacheWrite5m: 3_000, cacheWrite1h: 700},
  long: {input: 90_000, output: 900, cacheRead: 200_000, cacheWrite5m: 10_000, cacheWrite1h: 5_000},
}

/** Why the two price a call differently. */
const REASONS = {
  // `starts_with: claude-sonnet-5` takes Sonnet 5.5 for Sonnet 5; the reads of 5.5 became cheaper on 2026-10-07
  'claude-sonnet-5-5 2026-10-07': 'they take Sonnet 5.5 for Sonnet 5, whose cache reads cost twice as much',
  'claude-sonnet-5-5 2026-11-21': 'they take Sonnet 5.5 for Sonnet 5, whose cache reads cost twice as much',
  // they keep the step for what was sent before its end, and have no date for it
  'claude-sonnet-4-5-20250929 2026-04-30 long': 'prompts over 200K cost more until 2026-04-30 only; they keep the step',
  'claude-sonnet-4-5-20250929 2026-11-21 long': 'prompts over 200K cost more until 2026-04-30 only; they keep the step',
  // they never had the step of Sonnet 4
  'claude-sonnet-4-20250514 2025-08-12 long':
    'prompts over 200K cost more from 2025-08-12 to 2026-04-30; they have no step',
} as const

interface Priced {
  readonly where: string
  readonly ours: number
  readonly theirs: number
}

/** All calls that both can price: each model at each moment at which one of its rows begins or ends, and now. */
function pricedByBoth(): Priced[] {
  return [...card.models.values()].flatMap((model) => {
    const starts = model.rows.filter(({speed}) => speed === null).flatMap(({from, to}) => [from ?? '2024-07-01', to])
    const days = [...new Set([...starts, '2026-11-21'])].filter((day) => day !== null)
    return days.flatMap((day) => Object.keys(SIZES).flatMap((size) => pricedOn(model.id, day, size)))
  })
}

function pricedOn(model: string, day: string, size: string): Priced[] {
  const tokens = SIZES[size]
  if (tokens === undefined) throw new RangeError(size)
  return pricedAs(`${model} ${day} ${size}`, model, Date.parse(`${day}T12:00:00Z`), tokens)
}

function pricedAs(where: string, model: string, atMs: number, tokens: Tokens): Priced[] {
  const rate = pricer.price({model, atMs, speed: null, serviceTier: null, geo: null, tokens})
  const usage = {
    input_tokens: promptTokens(tokens),
    output_tokens: tokens.output,
    cache_read_tokens: tokens.cacheRead,
    cache_write_tokens: tokens.cacheWrite5m + tokens.cacheWrite1h,
    cache_write_1h_tokens: tokens.cacheWrite1h,
  }
  const other = calcPrice(usage, model, {providerId: 'anthropic', timestamp: new Date(atMs)})
  if (other === null || rate.status !== 'priced') return []
  const cost = costByClass(tokens, 0, rate.vector)
  const ours = toUsd(COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n))
  return [{where, ours, theirs: other.total_price}]
}

/** Every line with usage in the demo logs, at its own time. */
function pricedInLogs(): Priced[] {
  const folder = fileURLToPath(new URL('../../fixtures/demo/claude', import.meta.url))
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.jsonl'))
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  return lines.flatMap((line) => {
    if (!line.includes('"usage"')) return []
    const {message, timestamp} = JSON.parse(line)
    const usage = message?.usage
    if (usage === undefined || usage.speed === 'fast' || usage.service_tier === 'batch') return []
    const cacheWrite1h: number = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0
    const tokens: Tokens = {
      input: usage.input_tokens,
      output: usage.output_tokens,
      cacheRead: usage.cache_read_input_tokens ?? 0,
      cacheWrite5m: (usage.cache_creation_input_tokens ?? 0) - cacheWrite1h,
      cacheWrite1h,
    }
    return pricedAs(`${message.model} ${timestamp}`, message.model, Date.parse(timestamp), tokens)
  })
}

test('every difference from genai-prices on models that both know is known and explained', () => {
  const all = pricedByBoth()
  const differing = all.filter(({ours, theirs}) => Math.abs(ours - theirs) > 1e-9)
  const explained = Object.keys(REASONS)
  const unexplained = differing.filter(({where}) => !explained.some((place) => where.startsWith(place)))
  expect(unexplained).toEqual([])
  // an explanation without a difference is out of date
  expect(explained.filter((place) => !differing.some(({where}) => where.startsWith(place)))).toEqual([])
  expect(all.length).toBeGreaterThan(60)
})

test('the demo logs cost the same by both, but for Sonnet 5.5, which they take for Sonnet 5', () => {
  const all = pricedInLogs()
  const differing = all.filter(({ours, theirs}) => Math.abs(ours - theirs) > 1e-9)
  expect(all.length).toBeGreaterThan(100)
  expect(new Set(differing.map(({where}) => where.split(' ')[0]))).toEqual(new Set(['claude-sonnet-5-5']))
  expect(differing.every(({ours, theirs}) => theirs > ours)).toBe(true)
})

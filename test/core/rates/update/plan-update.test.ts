import {expect, test} from 'vitest'
import {applyUpdate} from '../../../../src/core/rates/update/apply-update.ts'
import {cardAsJson} from '../../../../src/core/rates/update/card-as-json.ts'
import {planUpdate} from '../../../../src/core/rates/update/plan-update.ts'
import type {PriceSource, SourceRow} from '../../../../src/core/rates/update/price-source.ts'
import {rowsOfCard} from '../../../../src/core/rates/update/read-price-source.ts'
import {isSuspicious, percentChange} from '../../../../src/core/rates/update/update-plan.ts'
import type {RateCard} from '../../../../src/core/rates/rate-card.ts'
import {builtInCard, sound} from '../built-in-card.ts'
import {cardJson, modelJson, rowJson} from '../card-json.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const $1 = {input: '1', output: '5', cacheRead: '0.1', cacheWrite5m: '1.25', cacheWrite1h: '2'}
const $2 = {input: '2', output: '10', cacheRead: '0.2', cacheWrite5m: '2.5', cacheWrite1h: '4'}

function micro(prices: Partial<typeof $1>): SourceRow['rates'] {
  return Object.fromEntries(
    Object.entries(prices).map(([name, price]) => [name, BigInt(Math.round(Number(price) * 1e6))]),
  )
}

function table(...rows: (Partial<SourceRow> & {prices: Partial<typeof $1>})[]): PriceSource {
  const full = rows.map(({prices, ...row}): SourceRow => {
    return {
      model: 'claude-opus-9',
      from: null,
      to: null,
      speed: null,
      overTokens: null,
      released: null,
      rates: micro(prices),
      ...row,
    }
  })
  return {format: 'litellm', rows: full, skipped: []}
}

function own(...models: Record<string, unknown>[]): {source: PriceSource; card: RateCard} {
  const card = sound(cardJson(models))
  return {source: {format: 'pech', rows: rowsOfCard(card), skipped: []}, card}
}

const card = sound(
  cardJson([modelJson('claude-opus-9', [rowJson({from: '2026-01-01'})])], {aliases: {'opus-nine': 'claude-opus-9'}}),
)

function planned(source: PriceSource, effective: string | null = null, on = card) {
  return planUpdate(on, source, {nowMs, effective, sourceCode: 'table'})
}

function updated(source: PriceSource, effective: string | null = null, on = card) {
  return applyUpdate(on, planned(source, effective, on), {code: 'table', description: 'a table'})
}

/** The rows of a model: first day, end, condition, input price. */
function rowsOf(of: RateCard, model = 'claude-opus-9') {
  return (of.models.get(model)?.rows ?? []).map(({from, to, condition, rates}) => [
    from,
    to,
    condition,
    Number(rates.input) / 1e6,
  ])
}

test('a table that agrees changes nothing', () => {
  const plan = planned(table({prices: {input: '1', cacheRead: '0.1'}}))
  expect(plan).toMatchObject({proposals: [], rows: [], agreeing: 1})
  expect(updated(table({prices: $1}))).toBe(card)
})

test('a change without a first day is proposed, and not made', () => {
  const plan = planned(table({prices: $2}))
  expect(plan).toMatchObject({undated: ['claude-opus-9'], rows: []})
  expect(plan.proposals[0]).toEqual({
    model: 'claude-opus-9',
    condition: 'any',
    field: 'input',
    old: 1_000_000n,
    new: 2_000_000n,
    pct: 100,
    from: null,
  })
  expect(plan.proposals).toHaveLength(5)
})

test('with a first day the old row ends on it and the new one begins; twice is once', () => {
  const once = updated(table({prices: $2}), '2026-12-01')
  expect(rowsOf(once)).toEqual([
    ['2026-01-01', '2026-12-01', 'any', 1],
    ['2026-12-01', null, 'any', 2],
  ])
  expect(once.sources.get('table')).toBe('a table')
  const later = {nowMs: Date.parse('2026-12-02T00:00:00Z'), effective: '2026-12-01', sourceCode: 'table'}
  expect(planUpdate(once, table({prices: $2}), later)).toMatchObject({proposals: [], rows: []})
  expect(planned(table({prices: $2}), '2026-12-01', once)).toMatchObject({proposals: [], rows: []})
  expect(sound(cardAsJson(once)).models.get('claude-opus-9')?.rows).toHaveLength(2)
})

test('a first day that is not after that of the old row is too early', () => {
  expect(planned(table({prices: $2}), '2026-01-01')).toMatchObject({
    tooEarly: [{model: 'claude-opus-9', condition: 'any', from: '2026-01-01'}],
    rows: [],
  })
  // the table's own day is too early as well, and the caller's replaces it
  const dated = table({prices: $2, from: '2026-01-01'})
  expect(planned(dated)).toMatchObject({tooEarly: [{from: '2026-01-01'}]})
  expect(rowsOf(updated(dated, '2026-12-01'))[1]).toEqual(['2026-12-01', null, 'any', 2])
})

test('the table’s own day holds; a row that has passed is no proposal', () => {
  const source = table(
    {prices: $2, from: null, to: '2026-06-01'},
    {prices: {input: '3'}, from: '2026-12-01', model: 'anthropic/claude-opus-9'},
    {prices: {input: '1.5'}, from: '2026-12-24'},
  )
  expect(rowsOf(updated(source))).toEqual([
    ['2026-01-01', '2026-12-24', 'any', 1],
    ['2026-12-24', null, 'any', 1.5],
  ])
})

test('a class that the table leaves out keeps its price, and the row says that it is derived', () => {
  const {rows} = planned(table({prices: {input: '1.2', output: '6'}}), '2026-12-01')
  expect(rows[0]).toMatchObject({kept: ['cacheRead', 'cacheWrite5m', 'cacheWrite1h'], row: {confidence: 'C'}})
  expect(rows[0]?.row.rates).toMatchObject({input: 1_200_000n, cacheRead: 100_000n})
  expect(planned(table({prices: {output: '6'}}), '2026-12-01').rows[0]?.row.confidence).toBe('B')
})

test('a price that the card has ended is no news; one that it has planned agrees', () => {
  const history = sound(
    cardJson([
      modelJson('claude-opus-9', [
        rowJson({from: '2026-01-01', to: '2026-06-01'}),
        rowJson({from: '2026-06-01', usdPerMillion: $2}),
      ]),
    ]),
  )
  expect(planned(table({prices: $1}), '2026-12-01', history)).toMatchObject({
    outdated: [{model: 'claude-opus-9', condition: 'any', endedOn: '2026-06-01'}],
    proposals: [],
  })
  const scheduled = sound(
    cardJson([
      modelJson('claude-opus-9', [
        rowJson({from: '2026-01-01', to: '2026-12-01'}),
        rowJson({from: '2026-12-01', usdPerMillion: $2}),
      ]),
    ]),
  )
  expect(planned(table({prices: $2}), null, scheduled)).toMatchObject({proposals: [], agreeing: 1})
  // a change before a planned row ends where that one begins
  const between = updated(table({prices: {output: '6'}}), '2026-11-25', scheduled)
  expect(rowsOf(between)).toEqual([
    ['2026-01-01', '2026-11-25', 'any', 1],
    ['2026-11-25', '2026-12-01', 'any', 1],
    ['2026-12-01', null, 'any', 2],
  ])
})

test('a price for long prompts is added beside the base price', () => {
  const withStep = updated(table({prices: $1}, {prices: $2, overTokens: 200_000}), '2026-12-01')
  expect(rowsOf(withStep)).toEqual([
    ['2026-01-01', null, 'any', 1],
    ['2026-12-01', null, 'prompt_tokens>200000', 2],
  ])
  expect(planned(table({prices: {input: '2'}, overTokens: 200_000}), '2026-12-01').incomplete).toEqual([
    {model: 'claude-opus-9', missing: ['output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h']},
  ])
})

test('a new model of a known family begins on its release day, and takes its relatives’ premium for US-only inference', () => {
  const relatives = sound(
    cardJson([
      modelJson('claude-opus-8', [rowJson({})]),
      modelJson('claude-opus-9', [rowJson({from: '2026-01-01'})], {geoUs: true}),
      modelJson('claude-opus-7', [rowJson({})]),
    ]),
  )
  const fresh = {model: 'claude-opus-10', prices: $2, released: '2026-11-20'}
  const next = updated(table(fresh, {...fresh, overTokens: 100_000}), null, relatives)
  expect(rowsOf(next, 'claude-opus-10')).toEqual([
    ['2026-11-20', null, 'any', 2],
    ['2026-11-20', null, 'prompt_tokens>100000', 2],
  ])
  expect(next.models.get('claude-opus-10')).toMatchObject({family: 'opus', geoUs: true, released: '2026-11-20'})
  const undated = updated(table({model: 'claude-haiku-10', prices: $2}), '2026-12-01', relatives)
  expect(undated.models.get('claude-haiku-10')).toMatchObject({geoUs: false, released: '2026-12-01'})
  expect(planned(table({model: 'gpt-9', prices: $2}), '2026-12-01')).toMatchObject({proposals: [], rows: []})
})

test('of several names for one model its id holds', () => {
  const plan = planned(table({model: 'opus-nine', prices: $2}, {prices: $1}), '2026-12-01')
  expect(plan).toMatchObject({proposals: [], agreeing: 1})
})

test('a newer card of pech brings its rows and ends in their order', () => {
  const steps = own(
    modelJson('claude-opus-9', [
      rowJson({from: '2026-01-01', to: '2026-12-01'}),
      rowJson({from: '2026-12-01', to: '2027-01-01', usdPerMillion: $2}),
      rowJson({from: '2027-01-01', to: '2027-02-01'}),
    ]),
  )
  expect(rowsOf(updated(steps.source))).toEqual([
    ['2026-01-01', '2026-12-01', 'any', 1],
    ['2026-12-01', '2027-01-01', 'any', 2],
  ])
  const replaced = own(
    modelJson('claude-opus-9', [
      rowJson({from: '2026-01-01', to: '2026-12-01'}),
      rowJson({from: '2026-12-01', usdPerMillion: $2}),
      rowJson({from: null, to: '2026-01-01', usdPerMillion: $2}),
    ]),
  )
  expect(planned(replaced.source).undated).toEqual(['claude-opus-9'])
  const gap = own(
    modelJson('claude-opus-9', [
      rowJson({from: '2026-01-01', to: '2026-12-01'}),
      rowJson({from: '2026-12-10', usdPerMillion: $2}),
    ]),
  )
  expect(rowsOf(updated(gap.source))).toEqual([
    ['2026-01-01', '2026-12-01', 'any', 1],
    ['2026-12-10', null, 'any', 2],
  ])
})

test('two changes of one open row follow each other', () => {
  const twice = own(
    modelJson('claude-opus-9', [
      rowJson({from: '2026-01-01'}),
      rowJson({from: '2026-12-01', to: '2027-01-01', usdPerMillion: $2, condition: {speed: 'fast'}}),
    ]),
  )
  expect(rowsOf(updated(twice.source))).toEqual([
    ['2026-01-01', null, 'any', 1],
    ['2026-12-01', '2027-01-01', 'speed=fast', 2],
  ])
  const dated = table({prices: $2, from: '2026-12-01'}, {prices: {input: '2.4', output: '12'}, from: '2026-12-24'})
  expect(rowsOf(updated(dated))).toEqual([
    ['2026-01-01', '2026-12-01', 'any', 1],
    ['2026-12-01', '2026-12-24', 'any', 2],
    ['2026-12-24', null, 'any', 2.4],
  ])
  const third = own(
    modelJson('claude-opus-9', [
      rowJson({from: '2026-01-01', to: '2026-12-01'}),
      rowJson({from: '2026-12-01', to: '2026-12-24', usdPerMillion: $2}),
      rowJson({from: '2026-12-24', usdPerMillion: {...$2, input: '2.1'}}),
    ]),
  )
  expect(rowsOf(updated(third.source))).toEqual([
    ['2026-01-01', '2026-12-01', 'any', 1],
    ['2026-12-01', '2026-12-24', 'any', 2],
    ['2026-12-24', null, 'any', 2.1],
  ])
})

test('an end that the table states before the first day of the next price holds', () => {
  const [old] = card.models.get('claude-opus-9')?.rows ?? []
  if (old === undefined) throw new Error('no row')
  const {rows} = planned(table({prices: $2}), '2026-12-10')
  const next = applyUpdate(
    card,
    {rows, ends: [{model: 'claude-opus-9', row: old, to: '2026-12-01'}]},
    {code: 't', description: 't'},
  )
  expect(rowsOf(next)).toEqual([
    ['2026-01-01', '2026-12-01', 'any', 1],
    ['2026-12-10', null, 'any', 2],
  ])
})

test('the built-in card and itself have nothing to say to each other', () => {
  const source: PriceSource = {format: 'pech', rows: rowsOfCard(builtInCard), skipped: []}
  expect(planned(source, null, builtInCard)).toMatchObject({proposals: [], rows: [], ends: []})
})

test('more than 20 % either way is suspicious, and so is a new price of a known model', () => {
  expect([21, -21, 20, -20].map((pct) => isSuspicious({pct}, true))).toEqual([true, true, false, false])
  expect([true, false].map((isKnown) => isSuspicious({pct: null}, isKnown))).toEqual([true, false])
  expect([percentChange(null, 1n), percentChange(0n, 1n), percentChange(4n, 3n)]).toEqual([null, null, -25])
})

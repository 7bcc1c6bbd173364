import {expect, test} from 'vitest'
import {readPriceSource} from '../../../../src/core/rates/update/read-price-source.ts'
import {cardJson, modelJson, rowJson} from '../card-json.ts'

function rowsOf(json: unknown) {
  const read = readPriceSource(json)
  if (read.kind !== 'table') throw new Error(read.kind)
  return read.source
}

const plain = {from: null, to: null, speed: null, released: null}

test("LiteLLM's table gives Anthropic's own models, with the step of long prompts", () => {
  const {format, rows, skipped} = rowsOf({
    sample_spec: 'no object',
    'claude-sonnet-4-6': {
      litellm_provider: 'anthropic',
      input_cost_per_token: 3e-6,
      cache_creation_input_token_cost_above_1hr: 6e-6,
      input_cost_per_token_above_200k_tokens: 6e-6,
      cache_creation_input_token_cost_above_1hr_above_200k_tokens: 1.2e-5,
      output_cost_per_token_above_100k_tokens: 'x',
    },
    'claude-nothing': {litellm_provider: 'anthropic'},
    'us.anthropic.claude-sonnet-4-6': {litellm_provider: 'bedrock', input_cost_per_token: 3.3e-6},
  })
  expect(format).toBe('litellm')
  expect(rows).toEqual([
    {...plain, model: 'claude-sonnet-4-6', overTokens: null, rates: {input: 3_000_000n, cacheWrite1h: 6_000_000n}},
    {...plain, model: 'claude-sonnet-4-6', overTokens: 200_000, rates: {input: 6_000_000n, cacheWrite1h: 12_000_000n}},
  ])
  expect(skipped).toEqual([{model: 'claude-sonnet-4-6', field: 'output'}])
})

test("models.dev's table gives Anthropic's models with their release days", () => {
  const {format, rows} = rowsOf({
    anthropic: {
      models: {
        a: {release_date: '2026-02-05', cost: {input: 5, cache_write: 6.25, context_over_200k: {input: 10}}},
        b: {release_date: '2026-02', cost: {output: 1, context_over_200k: {}}},
        c: {cost: {}},
        d: {},
        e: 'no object',
      },
    },
    other: {models: {z: {cost: {input: 1}}}},
  })
  expect(format).toBe('models.dev')
  expect(rows).toEqual([
    {
      ...plain,
      model: 'a',
      overTokens: null,
      released: '2026-02-05',
      rates: {input: 5_000_000n, cacheWrite5m: 6_250_000n},
    },
    {...plain, model: 'a', overTokens: 200_000, released: '2026-02-05', rates: {input: 10_000_000n}},
    {...plain, model: 'b', overTokens: null, rates: {output: 1_000_000n}},
  ])
})

test('the data of genai-prices gives dates and steps', () => {
  const {format, rows, skipped} = rowsOf([
    'no object',
    {id: 'openai', models: [{id: 'o', prices: {input_mtok: 1}}]},
    {id: 'anthropic', models: 'no list'},
    {
      id: 'anthropic',
      models: [
        'no object',
        {prices: {input_mtok: 1}},
        {id: 'empty', prices: {}},
        {id: 'none'},
        {
          id: 'flat',
          prices: {
            input_mtok: 1,
            output_mtok: {
              base: 5,
              tiers: [
                {start: 200_000, price: 9},
                {start: 100_000, price: 7},
              ],
            },
          },
        },
        {
          id: 'dated',
          prices: [
            'no object',
            {constraint: {type: 'time_of_date', start_time: '00:30:00'}, prices: {input_mtok: 9}},
            {constraint: {start_date: '2026-03-13'}, prices: {input_mtok: 2}},
            {prices: {input_mtok: 3}},
          ],
        },
      ],
    },
  ])
  expect(format).toBe('genai-prices')
  expect(rows).toEqual([
    {...plain, model: 'flat', overTokens: null, rates: {input: 1_000_000n, output: 5_000_000n}},
    {...plain, model: 'flat', overTokens: 100_000, rates: {output: 7_000_000n}},
    {...plain, model: 'flat', overTokens: 200_000, rates: {output: 9_000_000n}},
    {...plain, model: 'dated', to: '2026-03-13', overTokens: null, rates: {input: 3_000_000n}},
    {...plain, model: 'dated', from: '2026-03-13', overTokens: null, rates: {input: 2_000_000n}},
  ])
  expect(skipped).toEqual([{model: 'dated', field: 'constraint'}])
})

test('a card of pech is read with all its rows, and refused with its errors', () => {
  expect(rowsOf(cardJson([modelJson('m', [rowJson({})])]))).toMatchObject({format: 'pech', rows: [{model: 'm'}]})
  expect(readPriceSource(cardJson([modelJson('m', [rowJson({from: 'soon'})])]))).toMatchObject({
    kind: 'refused',
    errors: [{code: 'DATE_INVALID'}],
  })
})

test('anything else is unknown', () => {
  for (const json of [null, 7, 'text', [], {}, {anthropic: {models: {}}}]) {
    expect(readPriceSource(json)).toEqual({kind: 'unknown'})
  }
})

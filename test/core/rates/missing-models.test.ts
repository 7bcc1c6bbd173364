import {expect, test} from 'vitest'
import {missingModels} from '../../../src/core/rates/missing-models.ts'
import {sound} from './built-in-card.ts'
import {cardJson, modelJson, rowJson} from './card-json.ts'

const tokens = {input: 1n, output: 1n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}
const usage = (model: string, calls: bigint) => ({model, calls, tokens, firstMs: 0, lastMs: 0})

test('a model without a price is listed with its reason and the model that stands in, most calls first', () => {
  const card = sound(
    cardJson([
      modelJson('claude-opus-8', [rowJson({from: '2025-01-01'})]),
      modelJson('claude-opus-9', [rowJson({from: '2026-01-01'})]),
      modelJson('claude-opus-7', [rowJson({from: '2026-01-01'})]),
      modelJson('claude-opus-preview', []),
      modelJson('made-up', [rowJson({})], {family: null}),
    ]),
  )
  const missing = missingModels(
    [
      usage('claude-opus-10', 2n),
      usage('opus-b', 1n),
      usage('claude-opus-preview', 5n),
      usage('claude-opus-9[1m]', 3n),
      usage('a-gpt', 1n),
      usage('haiku-1', 1n),
      usage('a-gpt-0', 1n),
    ],
    card,
  )
  expect(missing.map(({model, reason, id, estimatedBy}) => [model, reason, id, estimatedBy])).toEqual([
    ['claude-opus-preview', 'no-price', 'claude-opus-preview', 'claude-opus-9'],
    ['claude-opus-9[1m]', 'before-first-row', 'claude-opus-9', 'claude-opus-9'],
    ['claude-opus-10', 'unknown', null, 'claude-opus-9'],
    ['a-gpt', 'unknown', null, null],
    ['a-gpt-0', 'unknown', null, null],
    ['haiku-1', 'unknown', null, null],
    ['opus-b', 'unknown', null, 'claude-opus-9'],
  ])
})

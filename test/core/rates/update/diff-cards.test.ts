import {expect, test} from 'vitest'
import {diffCards} from '../../../../src/core/rates/update/diff-cards.ts'
import {builtInCard, sound} from '../built-in-card.ts'
import {cardJson, modelJson, rowJson} from '../card-json.ts'

const $2 = {input: '2', output: '5', cacheRead: '0.1', cacheWrite5m: '2.25', cacheWrite1h: '3'}

test('a card and itself have no difference, whatever the order', () => {
  expect(diffCards(builtInCard, builtInCard)).toEqual([])
  const rows = [rowJson({to: '2026-01-01'}), rowJson({from: '2026-01-01'})]
  const card = sound(cardJson([modelJson('a', rows), modelJson('b', [])]))
  expect(diffCards(card, sound(cardJson([modelJson('b', []), modelJson('a', rows.toReversed())])))).toEqual([])
})

test('prices, ends, rows, models, aliases and modifiers are told apart', () => {
  const old = sound(cardJson([modelJson('a', [rowJson({})]), modelJson('gone', [])], {aliases: {x: 'a'}}))
  const now = sound(
    cardJson(
      [
        modelJson('a', [rowJson({to: '2026-01-01', usdPerMillion: $2}), rowJson({from: '2026-01-01'})]),
        modelJson('new', []),
      ],
      {
        aliases: {x: 'a', y: 'a'},
        modifiers: {batch: '0.4', geoUs: {multiplier: '1.1', from: null}, webSearchUsdPer1000: '12'},
      },
    ),
  )
  const said = diffCards(old, now).map((one) => [
    one.model,
    one.condition,
    one.from,
    one.field,
    one.old,
    one.new,
    one.pct,
  ])
  expect(said).toEqual([
    [null, null, null, 'batch', '0.5', '0.4', -20],
    [null, null, null, 'webSearchUsdPer1000', '10', '12', 20],
    ['y', null, null, 'alias', null, 'a', null],
    ['a', 'any', null, 'input', '1', '2', 100],
    ['a', 'any', null, 'cacheWrite5m', '1.25', '2.25', 80],
    ['a', 'any', null, 'cacheWrite1h', '2', '3', 50],
    ['a', 'any', null, 'to', null, '2026-01-01', null],
    ['a', 'any', '2026-01-01', 'input', null, '1', null],
    ['a', 'any', '2026-01-01', 'output', null, '5', null],
    ['a', 'any', '2026-01-01', 'cacheRead', null, '0.1', null],
    ['a', 'any', '2026-01-01', 'cacheWrite5m', null, '1.25', null],
    ['a', 'any', '2026-01-01', 'cacheWrite1h', null, '2', null],
    ['gone', null, null, 'model', 'gone', null, null],
    ['new', null, null, 'model', null, 'new', null],
  ])
  expect(diffCards(now, old).find(({field}) => field === 'alias')).toMatchObject({old: 'a', new: null})
  expect(diffCards(now, old).filter(({from, field}) => from !== null && field === 'input')).toMatchObject([
    {old: '1', new: null},
  ])
})

import {expect, test} from 'vitest'
import {cardInPieces} from '../../../src/core/rates/card-pieces.ts'
import {trustedCard} from '../../../src/core/rates/trusted-card.ts'
import json from '../../../src/io/rate-card/built-in.json' with {type: 'json'}
import {builtInCard} from './built-in-card.ts'

test('without judging, the built-in card reads as with it', () => {
  const {models, ...rest} = trustedCard(cardInPieces(json))
  const {models: judgedModels, ...judgedRest} = builtInCard
  expect(rest).toEqual(judgedRest)
  expect([...models.keys()]).toEqual([...judgedModels.keys()])
  expect(models.size).toBe(judgedModels.size)
  for (const [id, model] of models) expect(model).toEqual(judgedModels.get(id))
})

test('rows of other confidences, without family or first day, are read too', () => {
  const [model] = json.models
  const row = {...model?.rows[0], from: null, to: null, usdPerMillion: json.models[0]?.rows[0]?.usdPerMillion}
  if (model === undefined || row.usdPerMillion === undefined) throw new Error('the card is empty')
  const {usdPerMillion} = row
  const own = {
    ...json,
    models: [{...model, family: null, rows: [{from: null, to: null, usdPerMillion, confidence: 'C', source: 'x'}]}],
  }
  const {models, families} = trustedCard(cardInPieces(own))
  expect(models.get(model.id)?.rows[0]).toMatchObject({fromMs: -Infinity, toMs: Infinity, confidence: 'C'})
  expect([...families]).toEqual(['opus', 'sonnet', 'haiku', 'fable', 'mythos'])
})

test('a model is read once, when it is asked for, and another name has none', () => {
  const pieces = cardInPieces(json)
  const [first = '', ...others] = pieces.ids
  const {models} = trustedCard({...pieces, models: [pieces.models[0] ?? '', ...others.map(() => 'unreadable')]})
  expect(models.has('claude-opus-99')).toBe(false)
  expect(models.get('claude-opus-99')).toBeUndefined()
  expect(models.has(first)).toBe(true)
  expect(models.get(first)?.id).toBe(first)
  expect(models.get(first)).toBe(models.get(first))
})

test('a rate that is no exact decimal breaks the promise', () => {
  const card = {...json, modifiers: {...json.modifiers, batch: 'half'}}
  expect(() => trustedCard(cardInPieces(card))).toThrow(RangeError)
})

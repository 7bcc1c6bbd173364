import {expect, test} from 'vitest'
import {trustedCard} from '../../../src/core/rates/trusted-card.ts'
import json from '../../../src/io/rate-card/built-in.json' with {type: 'json'}
import {builtInCard} from './built-in-card.ts'

test('without judging, the built-in card reads as with it', () => {
  const {models, ...rest} = trustedCard(json)
  const {models: judgedModels, ...judgedRest} = builtInCard
  expect(rest).toEqual(judgedRest)
  expect([...models.keys()]).toEqual([...judgedModels.keys()])
  for (const [id, model] of models) expect({...model}).toEqual(judgedModels.get(id))
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
  expect(trustedCard(own).models.get(model.id)?.rows[0]).toMatchObject({
    fromMs: -Infinity,
    toMs: Infinity,
    confidence: 'C',
  })
})

test('a rate that is no exact decimal breaks the promise', () => {
  const card = {...json, modifiers: {...json.modifiers, batch: 'half'}}
  expect(() => trustedCard(card)).toThrow(RangeError)
})

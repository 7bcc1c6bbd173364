import {expect, test} from 'vitest'
import {conditionText, modelWithRows} from '../../../src/core/rates/rate-card.ts'
import {builtInCard} from './built-in-card.ts'

test('a condition is named by its parts', () => {
  expect(conditionText({speed: null, overTokens: null, upToTokens: null})).toBe('any')
  expect(conditionText({speed: 'fast', overTokens: null, upToTokens: null})).toBe('speed=fast')
  expect(conditionText({speed: null, overTokens: null, upToTokens: 100})).toBe('prompt_tokens<=100')
  expect(conditionText({speed: 'fast', overTokens: 100, upToTokens: 200})).toBe(
    'speed=fast & prompt_tokens>100 & prompt_tokens<=200',
  )
})

test('rows are made once, when they are asked for', () => {
  let made = 0
  const facts = {id: 'm', display: 'M', family: null, released: null, geoUs: false}
  const model = modelWithRows(facts, () => {
    made++
    return []
  })
  expect(made).toBe(0)
  expect(model.rows).toBe(model.rows)
  expect(made).toBe(1)
})

test('the built-in card knows 29 models, one of them without a price', () => {
  const models = [...builtInCard.models.values()]
  expect(models.length).toBe(29)
  expect(models.filter((model) => model.rows.length === 0).map((model) => model.id)).toEqual(['claude-mythos-preview'])
  expect(models.flatMap((model) => model.rows).length).toBe(43)
})

test('fast rows of the built-in card cost at least the double of the base row', () => {
  for (const model of builtInCard.models.values()) {
    const base = model.rows.find((row) => row.speed === null && row.overTokens === null)
    for (const row of model.rows.filter((candidate) => candidate.speed === 'fast')) {
      expect(row.rates.input).toBeGreaterThanOrEqual(2n * (base?.rates.input ?? 0n))
      expect(row.rates.output).toBeGreaterThanOrEqual(2n * (base?.rates.output ?? 0n))
    }
  }
})

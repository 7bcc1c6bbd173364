import {expect, test} from 'vitest'
import {familyOf} from '../../../src/core/rates/family-of.ts'
import {builtInCard, sound} from './built-in-card.ts'
import {cardJson, modelJson, rowJson} from './card-json.ts'

test('a family is a word between dashes', () => {
  expect(familyOf('claude-3-5-sonnet-latest', builtInCard)).toBe('sonnet')
  expect(familyOf('us.anthropic.claude-haiku-8-v1:0', builtInCard)).toBe('haiku')
  expect(familyOf('claude-mythos-preview', builtInCard)).toBe('mythos')
  expect(familyOf('fable-9', builtInCard)).toBe('fable')
  expect(familyOf('claude-opusculum-1', builtInCard)).toBe(null)
  expect(familyOf('gpt-7', builtInCard)).toBe(null)
})

test("the card's own word for a model counts, and teaches new families", () => {
  const card = sound(
    cardJson([modelJson('claude-opus-1', [rowJson({})], {family: 'quartz'}), modelJson('x', [], {family: null})]),
  )
  expect(familyOf('claude-opus-1', card)).toBe('quartz')
  expect(familyOf('claude-quartz-2', card)).toBe('quartz')
  expect(familyOf('claude-opus-2', card)).toBe('opus')
  expect(familyOf('x', card)).toBe(null)
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import {normalizeModel} from '../../../src/core/rates/normalize-model.ts'
import {builtInCard} from './built-in-card.ts'

const idOf = (name: string) => normalizeModel(name, builtInCard).id

test('a name is found as it stands, and by alias', () => {
  expect(idOf('claude-opus-4-6')).toBe('claude-opus-4-6')
  expect(idOf('claude-opus-4')).toBe('claude-opus-4-20250514')
  expect(idOf('claude-3-5-sonnet-20240620')).toBe('claude-3-5-sonnet-20240620')
})

test('provider, context, revision and date marks are cut', () => {
  const names = [
    'claude-opus-4-5[1m]',
    'anthropic/claude-opus-4-5-20251101',
    'openrouter/anthropic/claude-opus-4-5',
    'us.anthropic.claude-opus-4-5-20251101-v1:0',
    'eu.anthropic.claude-opus-4-5-20251101-v1:0[1m]',
    'apac.anthropic.claude-opus-4-5-20251101-v1:0',
    'global.anthropic.claude-opus-4-5-20251101-v1:0',
    'bedrock/us.anthropic.claude-opus-4-5-20251101-v1:0',
    'bedrock/us-east-1/anthropic.claude-opus-4-5-20251101-v1:0',
    'bedrock/us-gov-west-1/anthropic.claude-opus-4-5-20251101-v1:0',
    'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-5-20251101-v1:0',
    'vertex_ai/claude-opus-4-5@20251101',
    'claude-opus-4-5@20251101',
    'claude-opus-4-5@default',
    'claude-opus-4-5-20991231',
  ]
  for (const name of names) expect([name, idOf(name)]).toEqual([name, 'claude-opus-4-5-20251101'])
  expect(idOf('anthropic.claude-opus-4-6-v1')).toBe('claude-opus-4-6')
  expect(idOf('us.anthropic.claude-opus-5-v1:0')).toBe('claude-opus-5')
  expect(idOf('claude-opus-4-6@20260205')).toBe('claude-opus-4-6')
  expect(idOf('claude-3-5-sonnet-v2@20241022')).toBe('claude-3-5-sonnet-20241022')
})

test('a date is tried before it is cut', () => {
  expect(idOf('claude-3-5-sonnet@20240620')).toBe('claude-3-5-sonnet-20240620')
  expect(idOf('claude-3-5-sonnet@20241022')).toBe('claude-3-5-sonnet-20241022')
})

test('there is no other guess', () => {
  for (const name of [
    'claude-opus-4-9',
    'claude-opus-6',
    'Claude-Opus-5',
    'claude-opus-5-v1',
    'claude-opus-5-preview',
    'acme/claude-opus-5',
    'claude-opus',
    ' claude-opus-5',
    'opus',
    '',
    '__proto__',
    'constructor',
  ]) {
    expect([name, idOf(name)]).toEqual([name, null])
  }
})

test('an unknown name is given back without its marks', () => {
  expect(normalizeModel('us.anthropic.claude-opus-9-20270101-v1:0', builtInCard).name).toBe('claude-opus-9')
})

test('any text is a name, and every id leads to itself', () => {
  fc.assert(fc.property(fc.string(), (name) => void normalizeModel(name, builtInCard)))
  for (const id of builtInCard.models.keys()) expect(normalizeModel(id, builtInCard)).toEqual({id, name: id})
})

import {expect, test} from 'vitest'
import type {CardRow} from '../../../src/core/rates/rate-card.ts'
import {rowInForce, rowInForceLast} from '../../../src/core/rates/row-in-force.ts'
import {builtInCard, sound} from './built-in-card.ts'
import {cardJson, modelJson, rowJson} from './card-json.ts'

function rowsOf(...rows: Record<string, unknown>[]): readonly CardRow[] {
  return sound(cardJson([modelJson('m', rows.map(rowJson))])).models.get('m')?.rows ?? []
}

const conditionAt = (rows: readonly CardRow[], speed: string | null, size: number) =>
  rowInForce(rows, 0, speed, size)?.condition

test('speed beats size, size beats none, and the narrower size beats the wider', () => {
  const rows = rowsOf(
    {condition: {promptTokensOver: 200}},
    {},
    {condition: {promptTokensOver: 100}},
    {condition: {promptTokensUpTo: 50}},
    {condition: {promptTokensUpTo: 20}},
    {condition: {speed: 'fast'}},
    {condition: {speed: 'fast', promptTokensOver: 300}},
  )
  expect([10, 20, 21, 50, 51, 100, 101, 200, 201].map((size) => conditionAt(rows, null, size))).toEqual([
    'prompt_tokens<=20',
    'prompt_tokens<=20',
    'prompt_tokens<=50',
    'prompt_tokens<=50',
    'any',
    'any',
    'prompt_tokens>100',
    'prompt_tokens>100',
    'prompt_tokens>200',
  ])
  expect([10, 300, 301].map((size) => conditionAt(rows, 'fast', size))).toEqual([
    'speed=fast',
    'speed=fast',
    'speed=fast & prompt_tokens>300',
  ])
})

test('of two ranges with one lower bound, the narrower wins', () => {
  const range = (upTo: number) => ({condition: {promptTokensOver: 10, promptTokensUpTo: upTo}})
  expect(conditionAt(rowsOf(range(50), range(20)), null, 15)).toBe('prompt_tokens>10 & prompt_tokens<=20')
  expect(conditionAt(rowsOf(range(20), range(50)), null, 15)).toBe('prompt_tokens>10 & prompt_tokens<=20')
})

test('of an open and a closed range with one lower bound, the closed one wins', () => {
  const open = {condition: {promptTokensOver: 10}}
  const closed = {condition: {promptTokensOver: 10, promptTokensUpTo: 20}}
  for (const rows of [rowsOf(open, closed), rowsOf(closed, open)]) {
    expect([15, 25].map((size) => rowInForce(rows, 0, null, size)?.upToTokens)).toEqual([20, null])
  }
})

test('where no row fits, the row of the smallest prompts is the base', () => {
  const rows = rowsOf({condition: {promptTokensOver: 10, promptTokensUpTo: 20}}, {condition: {promptTokensUpTo: 5}})
  expect(conditionAt(rows, null, 30)).toBe('prompt_tokens<=5')
  expect(conditionAt(rowsOf({condition: {promptTokensUpTo: 5}}, {condition: {promptTokensOver: 10}}), null, 7)).toBe(
    'prompt_tokens<=5',
  )
  expect(conditionAt(rowsOf({condition: {speed: 'fast'}}), null, 7)).toBe(undefined)
})

test('a row holds from its first day up to, and without, its last', () => {
  const rows = rowsOf({from: '2026-01-01', to: '2026-02-01'})
  const at = (time: string) => rowInForce(rows, Date.parse(time), null, 1)
  expect(at('2025-12-31T23:59:59.999Z')).toBe(null)
  expect(at('2026-01-01T00:00:00Z')).toBe(rows[0])
  expect(at('2026-01-31T23:59:59.999Z')).toBe(rows[0])
  expect(at('2026-02-01T00:00:00Z')).toBe(null)
})

test('the row in force last is the latest that fits, ended or not', () => {
  const opus46 = builtInCard.models.get('claude-opus-4-6')?.rows ?? []
  expect(rowInForceLast(opus46, 'fast', 1)?.condition).toBe('any')
  const ended = rowsOf({to: '2026-01-01', condition: {speed: 'fast'}}, {to: '2025-01-01'})
  expect(rowInForceLast(ended, null, 1)?.condition).toBe('any')
  expect(rowInForceLast(ended, 'fast', 1)?.condition).toBe('speed=fast')
  expect(rowInForceLast(rowsOf({condition: {speed: 'fast'}}), null, 1)).toBe(null)
  expect(rowInForceLast([], null, 1)).toBe(null)
})

import {expect, test} from 'vitest'
import {showRates} from '../../../src/app/rates/show-rates.ts'
import {PechError} from '../../../src/core/problem.ts'
import {ratesPorts} from './rates-ports.ts'

const shown = (model?: string, at?: string) => showRates(ratesPorts(), {model, at}).report
const rows = (model: string, at?: string) =>
  shown(model, at).models.flatMap((entry) => entry.rows.map(({row, inForce}) => [row.from, row.condition, inForce]))

test('the list holds every model with a rate now, newest first, and those whose price nobody knows', () => {
  const {models, asked, atMs} = shown()
  expect(asked).toBe(null)
  expect(atMs).toBe(Date.UTC(2026, 10, 21, 12))
  expect(models).toHaveLength(29)
  expect(models.slice(0, 3).map(({model}) => model.id)).toEqual([
    'claude-fable-5-2',
    'claude-mythos-5-2',
    'claude-haiku-5-5',
  ])
  expect(models.every(({rows}) => rows.every(({inForce}) => inForce))).toBe(true)
  expect(models.at(-1)).toMatchObject({model: {id: 'claude-mythos-preview'}, rows: []})
})

test('the list of a past day holds the models and rates of that day', () => {
  const {models} = shown(undefined, '2026-02-06')
  const ids = models.map(({model}) => model.id)
  expect(ids).toContain('claude-opus-4-6')
  expect(ids).not.toContain('claude-opus-5')
  expect(models.find(({model}) => model.id === 'claude-opus-4-6')?.rows.map(({row}) => row.condition)).toEqual([
    'prompt_tokens<=200000',
    'prompt_tokens>200000',
  ])
})

test('a model is shown with all its rows, base rows first and the latest first, and which are in force', () => {
  expect(rows('claude-opus-4-6')).toEqual([
    ['2026-03-13', 'any', true],
    ['2026-02-05', 'prompt_tokens<=200000', false],
    ['2026-02-05', 'prompt_tokens>200000', false],
    ['2026-02-07', 'speed=fast', false],
    ['2026-02-07', 'speed=fast & prompt_tokens>200000', false],
  ])
})

test('with a day, a model is shown with the rows of that day, which is a UTC day', () => {
  expect(rows('claude-sonnet-5-5', '2026-10-06')).toEqual([['2026-09-28', 'any', true]])
  expect(rows('claude-sonnet-5-5', '2026-10-07')).toEqual([['2026-10-07', 'any', true]])
  expect(rows('claude-sonnet-5-5', '2026-10-07T01:00:00+02:00')).toEqual([['2026-09-28', 'any', true]])
  expect(rows('claude-sonnet-5-5', '2026-09-01')).toEqual([])
})

test('it says which name was asked for, where it led, and its other names', () => {
  expect(shown('us.anthropic.claude-opus-4-5-20251101-v1:0').asked).toEqual({
    name: 'us.anthropic.claude-opus-4-5-20251101-v1:0',
    id: 'claude-opus-4-5-20251101',
    aliases: ['claude-opus-4-5'],
  })
})

test('only the sources of the rows that are shown are described', () => {
  expect([...shown('claude-opus-5').sources.keys()]).toEqual(['pricing-2026-08'])
})

function failure(model: string | undefined, at?: string): PechError {
  try {
    shown(model, at)
  } catch (error) {
    if (error instanceof PechError) return error
  }
  throw new Error('nothing failed')
}

test('an unknown model is an error that says what is near and what happens to its calls', () => {
  expect(failure('claude-opus-55')).toMatchObject({code: 'MODEL_UNKNOWN', hint: 'did you mean claude-opus-5-5?'})
  expect(failure('claude-opus-55').message).toContain('estimated by the newest opus model')
  expect(failure('gpt-7-turbo').message).toContain('no price')
  expect(failure('gpt-7-turbo').hint).toContain('pech rates show')
})

test('a moment that is none is an error', () => {
  expect(failure(undefined, 'soon')).toMatchObject({code: 'USAGE'})
})

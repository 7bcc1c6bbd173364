import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {JsonObject} from '../../../src/core/log/json-value.ts'
import {readUsage} from '../../../src/core/log/usage.ts'
import {TOKEN_CLASSES} from '../../../src/core/tokens.ts'

const FIELDS = [
  'input_tokens',
  'output_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'cache_creation.ephemeral_5m_input_tokens',
  'cache_creation.ephemeral_1h_input_tokens',
  'server_tool_use.web_search_requests',
]

/** What is read of a sound usage object. */
function soundUsage(logged: JsonObject, model = 'm') {
  const outcome = readUsage(logged, model)
  if (outcome.refusedField !== undefined) throw new RangeError(`refused for ${outcome.refusedField}`)
  return outcome
}

function withField(path: string, value: unknown): {[key: string]: unknown} {
  const [outer, inner] = path.split('.')
  return inner === undefined ? {[outer!]: value} : {[outer!]: {[inner]: value}}
}

test('null and absent fields are 0, and a whole number may be written with a fraction', () => {
  const {usage, iterations} = soundUsage(
    JSON.parse('{"input_tokens": 100.0, "output_tokens": null, "cache_creation": null, "iterations": null}'),
  )
  expect(usage).toEqual({
    tokens: {input: 100, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0},
    webSearches: 0,
    speed: null,
    serviceTier: null,
    geo: null,
  })
  expect(iterations).toEqual([])
})

test.each(FIELDS)('a line whose %s is no count is refused with the name of the field', (field) => {
  for (const value of [-1, 1.5, '12', true, Infinity, 2 ** 53, [], {}]) {
    expect(readUsage(withField(field, value), 'm')).toEqual({refusedField: field})
    expect(readUsage({iterations: [{type: 'compaction', ...withField(field, value)}]}, 'm')).toEqual({
      refusedField: `iterations.${field}`,
    })
  }
  expect(readUsage(withField(field, -0), 'm').refusedField).toBeUndefined()
})

test('nested fields of the wrong shape refuse the line', () => {
  expect(readUsage({cache_creation: 5}, 'm')).toEqual({refusedField: 'cache_creation'})
  expect(readUsage({server_tool_use: []}, 'm')).toEqual({refusedField: 'server_tool_use'})
  expect(readUsage({iterations: {}}, 'm')).toEqual({refusedField: 'iterations'})
  expect(readUsage({iterations: [7]}, 'm')).toEqual({refusedField: 'iterations'})
  expect(readUsage({iterations: [{type: 'advisor_message', cache_creation: 'x'}]}, 'm')).toEqual({
    refusedField: 'iterations.cache_creation',
  })
})

test('what the scalar of cache writes holds beyond the split is of 5 minutes; a larger split holds', () => {
  const written = (scalar: number, split5m: number, split1h: number) => {
    const split = {ephemeral_5m_input_tokens: split5m, ephemeral_1h_input_tokens: split1h}
    const {usage} = soundUsage({cache_creation_input_tokens: scalar, cache_creation: split})
    return [usage.tokens.cacheWrite5m, usage.tokens.cacheWrite1h]
  }
  expect(written(100, 0, 0)).toEqual([100, 0])
  expect(written(100, 10, 30)).toEqual([70, 30])
  expect(written(10, 10, 30)).toEqual([10, 30])
})

test('iterations outside the top-level numbers are calls of their own; others are not', () => {
  const {iterations} = soundUsage(
    {
      speed: 'fast',
      service_tier: 'batch',
      inference_geo: 'us',
      iterations: [
        {type: 'message', input_tokens: 1},
        {type: 'compaction', input_tokens: 2, model: null},
        {
          type: 'advisor_message',
          input_tokens: 3,
          model: 'other',
          speed: 'standard',
          service_tier: 'standard',
          inference_geo: 'global',
        },
        {type: 'fallback_message', input_tokens: 4},
        {type: 'later', input_tokens: -5},
      ],
    },
    'own',
  )
  expect(
    iterations.map(({kind, model, usage}) => [
      kind,
      model,
      usage.tokens.input,
      usage.speed,
      usage.serviceTier,
      usage.geo,
    ]),
  ).toEqual([
    ['compaction', 'own', 2, 'fast', 'batch', 'us'],
    ['advisor', 'other', 3, 'standard', 'standard', 'global'],
    ['fallback', 'own', 4, 'fast', 'batch', 'us'],
  ])
})

test('whatever stands in a usage object, no count that is kept is negative, broken or unsafe', () => {
  const value = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(null, '5', [], {}, 2 ** 53, -0))
  const usage = fc.dictionary(fc.constantFrom(...FIELDS.slice(0, 4), 'cache_creation', 'iterations'), value)
  fc.assert(
    fc.property(usage, (logged) => {
      const outcome = readUsage(logged, 'm')
      if (outcome.refusedField !== undefined) return
      for (const name of TOKEN_CLASSES)
        expect(Number.isSafeInteger(outcome.usage.tokens[name]) && outcome.usage.tokens[name] >= 0).toBe(true)
    }),
  )
})

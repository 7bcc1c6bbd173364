import {expect, test} from 'vitest'
import {callChange} from '../../../src/core/anomaly/call-change.ts'

const usual = {
  tokens: {input: 10, output: 500, cacheRead: 90, cacheWrite5m: 0, cacheWrite1h: 0},
  model: 'sonnet',
  agent: 'main',
}

test('a call that lost its cache on another model shows both', () => {
  const actual = {...usual, tokens: {...usual.tokens, cacheRead: 0, cacheWrite5m: 90}, model: 'opus'}
  expect(callChange(usual, actual)).toEqual({
    cacheHitRatio: {before: 0.9, after: 0},
    contextTokens: {before: 100, after: 100},
    outputTokens: {before: 500, after: 500},
    model: {before: 'sonnet', after: 'opus'},
    agent: null,
  })
})

test('an empty prompt has no hit ratio', () => {
  const empty = {...usual, tokens: {input: 0, output: 1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0}}
  expect(callChange(usual, empty).cacheHitRatio).toEqual({before: 0.9, after: null})
})

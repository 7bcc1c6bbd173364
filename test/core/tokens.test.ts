import {expect, test} from 'vitest'
import {promptTokens, totalTokens} from '../../src/core/tokens.ts'

const tokens = {input: 1, output: 20, cacheRead: 300, cacheWrite5m: 4000, cacheWrite1h: 50_000}

test('the size of a prompt is all that was sent: input, cache reads and cache writes', () => {
  expect(promptTokens(tokens)).toBe(54_301)
})

test('all tokens are the prompt and the output', () => {
  expect(totalTokens(tokens)).toBe(54_321)
})

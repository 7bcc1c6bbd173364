import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseNarration} from '../../../src/core/narration/narration.ts'

const result = {type: 'result', subtype: 'success', is_error: false, result: 'It was call 2.', total_cost_usd: 0.0123}

test('the paragraph and its cost are those of the result, also of the last one in a list', () => {
  const told = {kind: 'told', narration: {text: 'It was call 2.', costPicodollars: 12_300_000_000n}}
  expect(parseNarration(JSON.stringify(result))).toEqual(told)
  const early = {...result, result: 'Not this.'}
  expect(parseNarration(JSON.stringify([{type: 'system'}, 7, early, result]))).toEqual(told)
})

test('a paragraph is one paragraph of at most 1,500 characters', () => {
  const long = parseNarration(JSON.stringify({...result, result: ` a\n\n b\t${'😀'.repeat(2000)}`}))
  const text = long.kind === 'told' ? long.narration.text : ''
  expect([...text]).toHaveLength(1500)
  expect(text.startsWith('a b 😀')).toBe(true)
  expect(text.endsWith('😀…')).toBe(true)
})

test.each([undefined, null, '0.1', -1, Number.MAX_VALUE])('a cost of %j is not known', (total_cost_usd) => {
  const outcome = parseNarration(JSON.stringify({...result, total_cost_usd}))
  expect(outcome).toMatchObject({kind: 'told', narration: {costPicodollars: null}})
})

test.each([
  ['', 'its answer is no JSON result'],
  ['Hello', 'its answer is no JSON result'],
  ['[]', 'its answer is no JSON result'],
  ['{"type":"system"}', 'its answer is no JSON result'],
  [JSON.stringify({...result, is_error: true, result: 'Please run\n/login'}), 'Please run /login'],
  [JSON.stringify({type: 'result', subtype: 'error_max_turns'}), 'error_max_turns'],
  [JSON.stringify({type: 'result', result: ' '}), 'it said nothing'],
])('no paragraph comes of %j: %s', (output, reason) => {
  expect(parseNarration(output)).toEqual({kind: 'failed', reason})
})

test('any output is either told or failed', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (output) => {
      expect(['told', 'failed']).toContain(parseNarration(output).kind)
    }),
  )
})

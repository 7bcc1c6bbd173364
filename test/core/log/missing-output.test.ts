import {expect, test} from 'vitest'
import type {VisibleBlock} from '../../../src/core/log/copy.ts'
import {missingOutputTokens} from '../../../src/core/log/missing-output.ts'
import {callLine, readLines} from './collected.ts'

function missing(output: number, blocks: VisibleBlock[] | null): number | null {
  const [state] = readLines('/p/s1.jsonl', callLine('m', {usage: {output_tokens: output}})).calls
  return missingOutputTokens({best: state!.best, blocks})
}

test('a call is a lower bound when twice its output is less than a quarter token per visible character', () => {
  expect(
    missing(1, [
      {hash: 1, characters: 8},
      {hash: 2, characters: 7},
    ]),
  ).toBe(2)
  expect(missing(1, [{hash: 1, characters: 11}])).toBeNull()
  expect(missing(0, [{hash: 1, characters: 4}])).toBe(1)
  expect(missing(0, [])).toBeNull()
})

test('a call that came to its end misses nothing', () => {
  expect(missing(0, null)).toBeNull()
})

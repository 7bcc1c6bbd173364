import {expect, test} from 'vitest'
import {countProblems, PechError} from '../../src/core/problem.ts'

test('no problems are counted as none', () => {
  expect(countProblems([])).toEqual([])
})

test('problems are counted by code, in order of code, each with its first place', () => {
  expect(
    countProblems([
      {code: 'USAGE_REFUSED', file: 'a', offset: 10, facts: {field: 'input_tokens'}},
      {code: 'LINE_MALFORMED', file: 'b', offset: 0},
      {code: 'USAGE_REFUSED', file: 'c', offset: 5},
    ]),
  ).toEqual([
    {code: 'LINE_MALFORMED', file: 'b', offset: 0, count: 1},
    {code: 'USAGE_REFUSED', file: 'a', offset: 10, facts: {field: 'input_tokens'}, count: 2},
  ])
  const inOrder = countProblems([{code: 'LINE_MALFORMED'}, {code: 'USAGE_REFUSED'}])
  expect(inOrder.map(({code}) => code)).toEqual(['LINE_MALFORMED', 'USAGE_REFUSED'])
})

test('a failure of pech carries a code and what to do', () => {
  const error = new PechError('LEDGER_DAMAGED', 'the ledger is damaged', 'rebuild it')
  expect(error).toMatchObject({
    name: 'PechError',
    code: 'LEDGER_DAMAGED',
    message: 'the ledger is damaged',
    hint: 'rebuild it',
  })
  expect(error).toBeInstanceOf(Error)
  expect(new PechError('X', 'y').hint).toBeUndefined()
})

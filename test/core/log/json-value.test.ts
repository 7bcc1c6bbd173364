import {expect, test} from 'vitest'
import {isJsonObject, nonEmptyString} from '../../../src/core/log/json-value.ts'

test('an object is neither null nor a list', () => {
  expect([{}, {a: 1}, null, [], 'x', 1, true, undefined].map(isJsonObject)).toEqual([
    true,
    true,
    ...new Array(6).fill(false),
  ])
})

test('only a text with something in it is a value', () => {
  expect(nonEmptyString('half \ud83d')).toBe('half \ufffd')
  expect(nonEmptyString('whole \ud83d\ude00')).toBe('whole \ud83d\ude00')
  expect(['x', '', 1, null, undefined, ['x']].map(nonEmptyString)).toEqual(['x', null, null, null, null, null])
})

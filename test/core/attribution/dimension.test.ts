import {expect, test} from 'vitest'
import {
  DIMENSIONS,
  missingName,
  SPLIT_DIMENSIONS,
  TIME_DIMENSIONS,
  TUPLE_DIMENSIONS,
} from '../../../src/core/attribution/dimension.ts'

test('every dimension has one name and is of one kind', () => {
  expect(new Set(DIMENSIONS).size).toBe(DIMENSIONS.length)
  expect(DIMENSIONS).toHaveLength(TUPLE_DIMENSIONS.length + SPLIT_DIMENSIONS.length + TIME_DIMENSIONS.length + 1)
})

test('a call without an arm, a project or a day is unknown there; elsewhere it has none', () => {
  expect(DIMENSIONS.filter((dimension) => missingName(dimension) === 'unknown')).toEqual(['arm', 'project', 'day'])
})

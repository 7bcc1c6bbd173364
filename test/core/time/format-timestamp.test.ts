import {expect, test} from 'vitest'
import {formatTimestamp} from '../../../src/core/time/format-timestamp.ts'

test('an instant is written in UTC with milliseconds', () => {
  expect(formatTimestamp(0)).toBe('1970-01-01T00:00:00.000Z')
  expect(formatTimestamp(1_794_736_800_123)).toBe('2026-11-15T10:00:00.123Z')
})

test('what is no instant is a bug of the caller', () => {
  expect(() => formatTimestamp(NaN)).toThrow(RangeError)
})

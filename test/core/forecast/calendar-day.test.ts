import fc from 'fast-check'
import {expect, test} from 'vitest'
import {dayNumber, dayText, validDayNumber, weekday} from '../../../src/core/forecast/calendar-day.ts'

test('days are counted from 1970-01-01, a Thursday', () => {
  expect(dayNumber('1970-01-01')).toBe(0)
  expect(dayNumber('1969-12-31')).toBe(-1)
  expect(dayNumber('2024-02-29')).toBe(19782)
  expect(weekday(0)).toBe(4)
  expect(weekday(-5)).toBe(6)
})

test.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-1-1', '24-01-01', '2024-01-01T00:00', ''])(
  '%s names no day',
  (text) => {
    expect(dayNumber(text)).toBeNull()
    expect(() => validDayNumber(text)).toThrow(RangeError)
  },
)

test('every day from the year 0 to 9999 has a number, a name and the weekday that JavaScript knows', () => {
  fc.assert(
    fc.property(fc.integer({min: -719_468, max: 2_932_896}), (number) => {
      const text = dayText(number)
      expect(validDayNumber(text)).toBe(number)
      expect(weekday(number)).toBe(new Date(number * 86_400_000).getUTCDay())
      expect(text).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10))
    }),
  )
})

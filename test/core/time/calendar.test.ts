import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  dateOfDay,
  dayLabel,
  dayNumberOf,
  dayNumberOfDate,
  daysInMonth,
  digits,
  monthLabel,
  parseDayLabel,
} from '../../../src/core/time/calendar.ts'

const anyDay = fc.integer({min: 0, max: 2_932_896})

test('a date is the date of its number, and its label is read back', () => {
  fc.assert(
    fc.property(anyDay, (dayNumber) => {
      const {year, month, day} = dateOfDay(dayNumber)
      expect(dayNumberOf(year, month, day)).toBe(dayNumber)
      expect(dayNumberOfDate(year, month, day)).toBe(dayNumber)
      expect(parseDayLabel(dayLabel(dayNumber))).toBe(dayNumber)
    }),
  )
})

test('days are counted from 1970-01-01 to 9999-12-31', () => {
  expect(parseDayLabel('1970-01-01')).toBe(0)
  expect(parseDayLabel('9999-12-31')).toBe(2_932_896)
  expect(dayLabel(20_758)).toBe('2026-11-01')
})

test.each([
  '1969-12-31',
  '2026-02-29',
  '2026-04-31',
  '2026-00-10',
  '2026-13-01',
  '2026-01-00',
  '2100-02-29',
  '10000-01-01',
  '2026-1-1',
  '2026-01-01 ',
  '',
  '2026-11',
])('%j is no date', (text) => {
  expect(parseDayLabel(text)).toBe(null)
})

test('years after 9999 have no number', () => {
  expect(dayNumberOfDate(10_000, 1, 1)).toBe(null)
})

test('February has 29 days in leap years of the Gregorian calendar', () => {
  expect([2023, 2024, 2000, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28])
})

test('labels have leading zeros', () => {
  expect(monthLabel(2026, 3)).toBe('2026-03')
  expect(digits(7, 3)).toBe('007')
})

import fc from 'fast-check'
import {expect, test} from 'vitest'
import {localDay, startOfDayMs} from '../../../src/core/time/local-day.ts'
import {localMonthOf, localMonthOfYear, parseMonthLabel, shiftMonth} from '../../../src/core/time/local-month.ts'
import {anywhere, at} from './zones.ts'

test('every instant lies in its month and in no other, whatever the day on which months begin', () => {
  fc.assert(
    fc.property(anywhere, fc.integer({min: 1, max: 31}), ([zone, atMs], monthStart) => {
      const month = localMonthOf(zone, atMs, monthStart)
      expect(month.fromMs <= atMs && atMs < month.toMs).toBe(true)
      expect(localMonthOf(zone, month.fromMs, monthStart)).toEqual(month)
      expect(localMonthOf(zone, month.toMs - 1, monthStart)).toEqual(month)
      expect(localMonthOf(zone, month.toMs, monthStart).fromMs).toBe(month.toMs)
      const named = parseMonthLabel(month.label)
      expect(named && localMonthOfYear(zone, named, monthStart)).toEqual(month)
    }),
    {numRuns: 2000},
  )
})

test('a month that begins on the first has the label of its days', () => {
  fc.assert(
    fc.property(anywhere, ([zone, atMs]) => {
      expect(localMonthOf(zone, atMs).label).toBe(localDay(zone, atMs).slice(0, 7))
    }),
  )
})

test.each([
  ['2026-11-14', 15, '2026-10', '2026-10-15', '2026-11-15'],
  ['2026-11-15', 15, '2026-11', '2026-11-15', '2026-12-15'],
  ['2026-01-10', 20, '2025-12', '2025-12-20', '2026-01-20'],
  ['2026-02-27', 31, '2026-01', '2026-01-31', '2026-02-28'],
  ['2026-02-28', 31, '2026-02', '2026-02-28', '2026-03-31'],
  ['2028-02-29', 30, '2028-02', '2028-02-29', '2028-03-30'],
])('%s with months from day %d on lies in %s, from %s to %s', (day, monthStart, label, from, to) => {
  const zone = 'Europe/Berlin'
  expect(localMonthOf(zone, startOfDayMs(zone, day), monthStart)).toEqual({
    label,
    fromMs: startOfDayMs(zone, from),
    toMs: startOfDayMs(zone, to),
  })
})

test('a month of which nothing else is said begins on the first', () => {
  expect(localMonthOfYear('UTC', {year: 9999, month: 12})).toEqual({
    label: '9999-12',
    fromMs: at('9999-12-01T00:00:00Z'),
    toMs: at('9999-12-31T23:59:59.999Z') + 1,
  })
})

test('months are shifted over the ends of years', () => {
  expect(shiftMonth({year: 2026, month: 1}, -1)).toEqual({year: 2025, month: 12})
  expect(shiftMonth({year: 2026, month: 11}, 14)).toEqual({year: 2028, month: 1})
})

test.each(['2026-13', '2026-00', '1969-12', '2026-1', '2026', '2026-11-01', ''])('%j is no month', (text) => {
  expect(parseMonthLabel(text)).toBe(null)
})

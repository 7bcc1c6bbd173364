import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseDailySeries} from '../../../src/core/forecast/parse-daily-series.ts'

test('days that are left out count as days without spend', () => {
  expect(parseDailySeries('date,value\n2026-01-01,1.5\n2026-01-04,2e-1\n')).toEqual({
    series: {firstDay: '2026-01-01', values: [1.5, 0, 0, 0.2]},
    problems: [],
  })
})

test('a byte order mark, CRLF, quotes, blank lines and a missing header are fine', () => {
  expect(parseDailySeries('\uFEFF"2026-01-01","1"\r\n\r\n 2026-01-02 , .5').series?.values).toEqual([1, 0.5])
})

test.each([
  ['2026-01-01,1\n2026-01-01,2', 'DUPLICATE_DATE', 2, 1],
  ['date,value\n2026-01-02,1\n2026-01-05,1\n2026-01-03,2', 'BACKWARD_DATE', 4, 1],
  ['2026-01-02,1\n2026-01-01,2', 'BACKWARD_DATE', 2, 1],
  ['date,value\n2026-02-30,1', 'BAD_DATE', 2, 1],
  ['2026-01-01,NaN', 'BAD_VALUE', 1, 2],
  ['2026-01-01,1e999', 'BAD_VALUE', 1, 2],
  ['2026-01-01,', 'BAD_VALUE', 1, 2],
  ['2026-01-01,$5', 'BAD_VALUE', 1, 2],
  ['2026-01-01,1,234', 'WRONG_COLUMNS', 1, 3],
  ['2026-01-01', 'WRONG_COLUMNS', 1, 2],
  ['0001-01-01,1\n2026-01-01,1', 'GAP_TOO_LONG', 2, 1],
  ['date,value\n', 'NO_ROWS', 1, 1],
  ['', 'NO_ROWS', 1, 1],
])('%j is refused with %s at row %d, column %d', (text, code, row, column) => {
  const {series, problems} = parseDailySeries(text)
  expect(series).toBeNull()
  expect(problems).toMatchObject([{code, row, column}])
})

test('every bad row is named, not only the first, and both columns of one row', () => {
  const {problems} = parseDailySeries(`date,value\nyesterday,${'x'.repeat(50)}\n2026-01-01,1\n2026-01-02,-`)
  expect(problems.map(({row, column}) => [row, column])).toEqual([
    [2, 1],
    [2, 2],
    [4, 2],
  ])
  expect(problems[0]?.message).toBe('expected a date YYYY-MM-DD, found "yesterday"')
  expect(problems[1]?.message).toBe(`expected a number, found "${'x'.repeat(40)}…"`)
})

test('negative amounts are read: to judge them is the forecast’s part', () => {
  expect(parseDailySeries('2026-01-01,-3').series?.values).toEqual([-3])
})

test('no text makes the parser throw, and a series always comes without problems', () => {
  fc.assert(
    fc.property(fc.string({unit: fc.constantFrom('2', '0', '1', '-', ',', '\n', '"', 'e', '.', 'x')}), (text) => {
      const {series, problems} = parseDailySeries(text)
      expect(series === null).toBe(problems.length > 0)
    }),
  )
})

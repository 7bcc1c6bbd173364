import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseCostSeries} from '../../../src/core/anomaly/parse-cost-series.ts'

test('costs are read with or without a header, with times or dates, quotes and CRLF', () => {
  const text = '\uFEFFat,usd\r\n"2026-11-01T09:30:00Z","0.5"\r\n\r\n2026-11-02,1e-3\r\n2026-11-02,2\r\n'
  expect(parseCostSeries(text)).toEqual({
    costs: [
      {at: '2026-11-01T09:30:00Z', atMs: Date.UTC(2026, 10, 1, 9, 30), usd: 0.5},
      {at: '2026-11-02', atMs: Date.UTC(2026, 10, 2), usd: 0.001},
      {at: '2026-11-02', atMs: Date.UTC(2026, 10, 2), usd: 2},
    ],
    problems: [],
  })
})

test.each([
  ['', 1, 1, 'found none'],
  ['2026-11-01', 1, 2, 'found 1'],
  ['2026-11-01,1,2', 1, 3, 'found 3'],
  ['2026-11-01,1\nnoon,1', 2, 1, 'found "noon"'],
  ['2026-11-02,1\n2026-11-01,1', 2, 1, 'comes after a later time'],
  ['2026-11-01,-1', 1, 2, 'found "-1"'],
  ['2026-11-01,1e15', 1, 2, 'found "1e15"'],
  ['2026-11-01,NaN', 1, 2, 'found "NaN"'],
])('%j names row, column and what was found', (text, row, column, words) => {
  const [problem] = parseCostSeries(text).problems
  expect(problem).toMatchObject({row, column})
  expect(problem?.message).toContain(words)
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => parseCostSeries(text)).not.toThrow()
    }),
  )
})

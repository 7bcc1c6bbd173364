import {expect, test} from 'vitest'
import {leastSaving, rankFindings} from '../../../src/core/optimize/optimize-report.ts'

const DOLLAR = 10n ** 12n

test('a finding is worth a line from a dollar a month on, or from one percent of a small spending', () => {
  expect(leastSaving(1000n * DOLLAR, 30)).toBe(DOLLAR)
  expect(leastSaving(100n * DOLLAR, 30)).toBe(DOLLAR)
  expect(leastSaving(50n * DOLLAR, 30)).toBe(DOLLAR / 2n)
  expect(leastSaving(5n * DOLLAR, 10)).toBe((15n * DOLLAR) / 100n)
  expect(leastSaving(0n, 30)).toBe(0n)
})

test('findings are ranked by what they save, equal ones by their name, and drawn out to a month', () => {
  const finding = (tool: string, dollars: bigint) => ({
    kind: 'batchable' as const,
    subject: {tool},
    savingPicodollars: dollars * DOLLAR,
    evidence: {},
  })
  const ranked = rankFindings([finding('b', 1n), finding('a', 1n), finding('c', 2n), finding('d', 0n)], 15)
  expect(ranked.map(({rank, subject, perMonthPicodollars}) => [rank, subject, perMonthPicodollars / DOLLAR])).toEqual([
    [1, {tool: 'c'}, 4n],
    [2, {tool: 'a'}, 2n],
    [3, {tool: 'b'}, 2n],
    [4, {tool: 'd'}, 0n],
  ])
})

import {expect, test} from 'vitest'
import type {Report, SessionReport} from '../../src/core/report/report.ts'
import type {Totals} from '../../src/core/report/totals.ts'
import {formatCost, restOfCost, sumOfCosts} from '../../src/render/cost.ts'
import {reportHtml} from '../../src/render/report-html.ts'
import {reportMarkdown} from '../../src/render/report-markdown.ts'
import {reportTable} from '../../src/render/report-table.ts'
import {sessionTable} from '../../src/render/session-table.ts'
import {byModel, noTotals, oneSession, sumOf, terminal, totalsOf} from './sample-report.ts'

const dollar = 1_000_000_000_000n
const cost = (dollars: bigint, estimated: bigint, unpricedCalls: bigint) => ({
  costPicodollars: dollars * dollar,
  estimatedPicodollars: estimated * dollar,
  unpricedCalls,
})

test('calls without a price never cost $0.00: they cost about the estimate, or nobody knows what', () => {
  expect(formatCost(cost(0n, 3n, 9n))).toBe('~$3.00')
  expect(formatCost(cost(0n, 0n, 9n))).toBe('-')
  expect(formatCost(cost(0n, 0n, 0n))).toBe('$0.00')
})

test('a group with priced money shows that money, so that rows add up to the total', () => {
  expect(formatCost(cost(5n, 3n, 9n))).toBe('$5.00')
})

test('what is left of a whole without its parts has the rest of each amount', () => {
  const [a, b] = [cost(5n, 3n, 9n), cost(2n, 1n, 4n)]
  expect(restOfCost(sumOfCosts([a, b]), [a])).toEqual(b)
})

const unpriced = (estimatedPicodollars: bigint, model: string): Totals => ({
  ...noTotals,
  calls: 9n,
  tokens: {...noTotals.tokens, output: 1000n},
  estimated:
    estimatedPicodollars === 0n
      ? noTotals.estimated
      : {costPicodollars: estimatedPicodollars, calls: 9n, models: [model]},
  unpriced: {calls: 9n, tokens: 1000n, models: [model]},
})

const priced = totalsOf(7n * dollar, 2n)
const whole: Totals = {
  ...sumOf([priced]),
  calls: 20n,
  estimated: {costPicodollars: 3n * dollar, calls: 9n, models: ['claude-opus-9']},
  unpriced: {calls: 18n, tokens: 2000n, models: ['claude-opus-9', 'gpt-oss']},
}
const report: Report = {
  ...byModel,
  totals: whole,
  rows: [
    {key: {model: 'claude-opus-5'}, share: 1, totals: priced},
    {key: {model: 'claude-opus-9'}, share: 0, totals: unpriced(3n * dollar, 'claude-opus-9')},
    {key: {model: 'gpt-oss'}, share: 0, totals: unpriced(0n, 'gpt-oss')},
  ],
}

test('tables, Markdown and HTML mark what is only estimated, and give it no share', () => {
  const lines = reportTable(report, terminal).split('\n')
  expect(lines.find((line) => line.startsWith('claude-opus-9'))).toMatch(/ ~\$3\.00 +- /)
  expect(lines.find((line) => line.startsWith('gpt-oss'))).toMatch(/^gpt-oss +- +- /)
  expect(lines.find((line) => line.startsWith('total'))).toContain(' $7.00 ')
  expect(reportMarkdown(report, terminal)).toMatch(/\| `?claude-opus-9`? \| ~\$3\.00 \| - \|/)
  expect(reportHtml(report, terminal)).toContain('<td>~$3.00</td><td>-</td>')
  for (const text of [reportTable(report, terminal), reportMarkdown(report, terminal), reportHtml(report, terminal)]) {
    expect(text).not.toContain('$0.00')
  }
})

test('a report of nothing but unpriced calls has a marked total, or none', () => {
  const only = (totals: Totals): Report => ({...report, totals, rows: [{key: {model: 'x'}, share: null, totals}]})
  expect(reportTable(only(unpriced(3n * dollar, 'x')), terminal)).toMatch(/^~\$3\.00 · 9 calls/m)
  expect(reportTable(only(unpriced(0n, 'x')), terminal)).toMatch(/^- · 9 calls/m)
})

test('a session shows dear calls without a price by their estimate, and leaves them out of the percentiles in words', () => {
  const totals = unpriced(3n * dollar, 'claude-opus-9')
  const facts = oneSession.calls[0]!.facts
  const part = {calls: 9n, costPicodollars: 0n, estimatedPicodollars: 3n * dollar, unpricedCalls: 9n}
  const session: SessionReport = {
    ...oneSession,
    totals: whole,
    calls: [{rank: 1, share: 0, facts, totals}],
    omittedCalls: 0,
    prompts: [
      {index: 1, id: 'a', atMs: null, ...part, costPicodollars: dollar, estimatedPicodollars: 0n},
      {index: 2, id: 'b', atMs: null, ...part},
    ],
    subagents: [{agentId: 'a1', agent: 'Explore', ...part}],
  }
  const text = sessionTable(session, terminal)
  expect(text).not.toContain('$0.00')
  expect(text.match(/~\$3\.00/g)).toHaveLength(4)
  expect(text.replaceAll(/\s+/g, ' ')).toContain('without 18 calls that have no price')
  expect(text.split('Prompts by cost')[1]).toMatch(/\n2 .*\n1 /)
})

test('of a cache that only calls without a price used, no money is said', () => {
  const totals = unpriced(0n, 'x')
  const text = reportTable({...report, totals, cache: {...report.cache, readSavingsPicodollars: 0n}}, terminal)
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    ' Cache: 94% of the prompt tokens were read from it. Written and never read again: 1.9M tokens. No price: ',
  )
})

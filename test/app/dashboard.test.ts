import {expect, test} from 'vitest'
import {makeDashboard} from '../../src/app/dashboard.ts'
import {makeReport} from '../../src/app/report.ts'
import {compose} from '../../src/cli/composition.ts'
import {anomaliesOf, dashboardOf} from '../../src/cli/dashboard-sources.ts'
import {look} from '../../src/cli/look.ts'
import {periodOf} from '../../src/cli/period-flags.ts'
import {readBudgets} from '../../src/io/budgets/budgets-file.ts'

const ports = compose({env: {}, timezone: 'Europe/Berlin', ingest: true, quiet: true, demo: true})
const found = look(ports)
const {ledger} = found
const nowMs = ports.clock()
const request = (flags: object) => {
  const {budgets} = readBudgets(ports.paths.budgets)
  return {
    period: periodOf(ports, flags),
    filters: [],
    monthStart: 1,
    nowMs,
    budgets,
    forecast: null,
    anomalies: [],
    usual: null,
  }
}
const sum = (amounts: readonly bigint[]) => amounts.reduce((all, one) => all + one, 0n)

test.each([{all: true}, {month: '2026-10'}, {week: '2026-11-17'}])(
  'columns, parts and caches of %o add up to its report',
  (flags) => {
    const wanted = request(flags)
    const {totals, cache} = makeReport(ledger, {...wanted, by: ['model'], top: null, last: null, sort: 'usd'}, [])
    const {spend, parts, caches} = makeDashboard(ledger, wanted)
    expect(sum(spend.columns.flatMap(({costs}) => costs))).toBe(totals.costPicodollars)
    expect(sum(parts.map(({costPicodollars}) => costPicodollars))).toBe(totals.costPicodollars)
    expect(sum(caches.map(({cache}) => cache.unreadWrites.costPicodollars))).toBe(cache.unreadWrites.costPicodollars)
    expect(new Set(spend.columns.map(({label}) => label)).size).toBe(spend.columns.length)
  },
)

test('a month has a column for each day up to now, also for those without spend', () => {
  const {spend, calendar} = makeDashboard(ledger, request({month: '2026-11'}))
  expect([spend.columns[0]?.label, spend.columns.at(-1)?.label]).toEqual(['2026-11-01', '2026-11-20'])
  expect(spend.columns).toHaveLength(20)
  expect([calendar[0]?.label, calendar.at(-1)?.label]).toEqual(['2026-09-28', '2026-11-20'])
})

test("a budget's line ends at what a report of its window counts, estimates included", () => {
  const {budgets} = makeDashboard(ledger, request({month: '2026-11'}))
  const {totals} = makeReport(ledger, {...request({month: '2026-11'}), by: [], top: null, last: null, sort: 'usd'}, [])
  const everything = budgets.find(({judged}) => judged.rule.name === 'everything')
  const spent = totals.costPicodollars + totals.estimated.costPicodollars
  expect(everything?.points.at(-1)?.picodollars).toBe(spent)
  expect(everything?.judged.spent.picodollars).toBe(spent)
  const session = budgets.filter(({judged}) => judged.rule.name === 'one session')
  expect(session.length).toBeLessThanOrEqual(5)
  expect(session[0]?.judged.verdict).toBe('WARN')
})

test('means of a month stand beside what ended sessions have taught; nothing is known about parts of calls', () => {
  const scope = request({month: '2026-11'})
  const {usual} = dashboardOf(ports, found, scope)
  expect(usual?.sessions).toBe(78)
  const main = usual?.kinds.find(({plugin, skill, role}) => plugin === '(none)' && skill === null && role === null)
  const {groups} = ledger.group({
    bounds: scope.period,
    by: ['skill', 'plugin'],
    filters: [],
    timezone: 'UTC',
    monthStart: 1,
  })
  const bare = groups.find(({values}) => values.every((value) => value === null))
  // four orphans and nothing else tell the two apart
  expect(main?.calls).toBe(Number(bare?.amounts.calls) - 4)
  expect(main?.pattern.observations).toBeGreaterThan(600)
  const ofTools = {...scope, filters: [{dimension: 'tool' as const, patterns: ['Bash']}]}
  expect(dashboardOf(ports, found, ofTools)).toMatchObject({usual: null, anomalies: []})
  expect(anomaliesOf(ports, found, scope)).toHaveLength(3)
})

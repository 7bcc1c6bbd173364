import {parse} from 'csv-parse/sync'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Report} from '../../src/core/report/report.ts'
import {parseUsd} from '../../src/core/money/picodollars.ts'
import {formatMoney} from '../../src/render/money.ts'
import {reportCsv} from '../../src/render/report-csv.ts'
import {reportHtml} from '../../src/render/report-html.ts'
import {reportJson} from '../../src/render/report-json.ts'
import {reportMarkdown} from '../../src/render/report-markdown.ts'
import {reportTable} from '../../src/render/report-table.ts'
import {sessionJson, sessionListJson} from '../../src/render/session-json.ts'
import {sessionListTable} from '../../src/render/session-list-table.ts'
import {sessionTable} from '../../src/render/session-table.ts'
import {textWidth} from '../../src/render/text-width.ts'
import {
  byModel,
  byProject,
  lastCalls,
  noCache,
  noTotals,
  oneSession,
  reportOf,
  sessionList,
  terminal,
} from './sample-report.ts'

const golden = (name: string): string => `./golden/${name}`

test.each([60, 80, 120, 200, undefined])('tables are as they were approved, at %s columns', async (columns) => {
  const options = {...terminal, columns}
  const tables = [byModel, byProject, lastCalls].map((report) => reportTable(report, options))
  const all = [...tables, sessionTable(oneSession, options), sessionListTable(sessionList, options)].join('\n\n')
  await expect(all).toMatchFileSnapshot(golden(`tables-${columns ?? 'no-terminal'}.txt`))
})

test('without Unicode a table has none of its own; with colour only styles are added', async () => {
  const options = {...terminal, unicode: false}
  expect(reportTable(byModel, options) + sessionTable(oneSession, options)).toMatch(/^[\x20-\x7e\n]*$/)
  const colored =
    reportTable(byModel, {...terminal, color: true}) + sessionTable(oneSession, {...terminal, color: true})
  expect(colored.replaceAll(/\p{Cc}\[\d+m/gu, '')).toBe(
    reportTable(byModel, terminal) + sessionTable(oneSession, terminal),
  )
  await expect(colored.replaceAll('\x1b', '^[')).toMatchFileSnapshot(golden('tables-color.txt'))
})

test('the other formats are as they were approved', async () => {
  await expect(reportJson(byModel)).toMatchFileSnapshot(golden('report.json'))
  await expect(reportJson(lastCalls)).toMatchFileSnapshot(golden('last-calls.json'))
  await expect(sessionJson(oneSession)).toMatchFileSnapshot(golden('session.json'))
  await expect(sessionListJson(sessionList)).toMatchFileSnapshot(golden('session-list.json'))
  await expect(reportCsv(byProject)).toMatchFileSnapshot(golden('report.csv'))
  await expect(reportCsv(lastCalls)).toMatchFileSnapshot(golden('last-calls.csv'))
  await expect(reportMarkdown(byProject, terminal)).toMatchFileSnapshot(golden('report.md'))
  await expect(reportMarkdown(lastCalls, terminal)).toMatchFileSnapshot(golden('last-calls.md'))
  await expect(reportHtml(byProject, terminal)).toMatchFileSnapshot(golden('report.html'))
})

const cost = fc.oneof(fc.bigInt({min: 0n, max: 10n ** 16n}), fc.bigInt({min: 0n, max: 10n ** 10n}))
const report: fc.Arbitrary<Report> = fc
  .tuple(fc.array(cost, {maxLength: 12}), fc.array(cost, {maxLength: 3}))
  .map(([rows, left]) =>
    reportOf(
      ['model'],
      rows.map((amount, index) => [{model: `model-${index}`}, amount] as const),
      left,
    ),
  )

test('the grand total of every format is that of the report', () => {
  fc.assert(
    fc.property(report, fc.constantFrom(60, 80, 120, 200, undefined), (value, columns) => {
      const total = formatMoney(value.totals.costPicodollars)
      const table = reportTable(value, {...terminal, columns})
      if (value.totals.calls > 0n)
        expect(table.split('\n').filter((line) => /^total +\S/.test(line) && line.includes(` ${total} `))).toHaveLength(
          1,
        )
      expect(reportMarkdown(value, terminal)).toContain(`| **total** | **${total}** |`)
      expect(reportHtml(value, terminal)).toContain(
        `<th scope="row" class="name" colspan="1">total</th><td>${total}</td>`,
      )
      expect(JSON.parse(reportJson(value))).toMatchObject({totals: {picodollars: String(value.totals.costPicodollars)}})
    }),
  )
})

test('the rows of CSV add up to the total exactly when none is left out, in dollars and in picodollars', () => {
  fc.assert(
    fc.property(fc.array(cost, {maxLength: 12}), (costs) => {
      const value = reportOf(
        ['model'],
        costs.map((amount, index) => [{model: `model-${index}`}, amount] as const),
      )
      const rows: Record<string, string>[] = parse(reportCsv(value), {columns: true})
      const sum = (amount: (row: Record<string, string>) => bigint | null): bigint =>
        rows.reduce((all, row) => all + (amount(row) ?? -1n), 0n)
      expect(sum((row) => parseUsd(row['usd'] ?? ''))).toBe(value.totals.costPicodollars)
      expect(sum((row) => BigInt(row['picodollars'] ?? ''))).toBe(value.totals.costPicodollars)
      expect(sum((row) => parseUsd(row['output_usd'] ?? ''))).toBe(value.totals.costByClass.output)
      expect(sum((row) => BigInt(row['cache_write_5m_tokens'] ?? ''))).toBe(value.totals.tokens.cacheWrite5m)
    }),
  )
})

test('what --top left out is shown as one row that completes the total', () => {
  const table = reportTable(byProject, {...terminal, columns: 120})
  expect(table).toMatch(/^… 2 more +\$3\.40 /m)
  expect(reportMarkdown(byProject, terminal)).toContain('| _2 more_ |  | $3.40 |')
  expect(reportHtml(byProject, terminal)).toContain('>2 more</th><td>$3.40</td>')
})

test('no line of a table is wider than the terminal', () => {
  for (let columns = 50; columns <= 220; columns++) {
    const options = {...terminal, columns}
    const tables = [byModel, byProject, lastCalls].map((value) => reportTable(value, options))
    const text = [...tables, sessionTable(oneSession, options), sessionListTable(sessionList, options)].join('')
    expect(Math.max(...text.split('\n').map(textWidth))).toBeLessThanOrEqual(columns)
    expect(text).not.toMatch(/ $/m)
  }
})

test('off a terminal names and ids are whole', () => {
  const options = {...terminal, columns: undefined}
  expect(reportTable(byProject, options)).toContain('/srv/builds/agent-sandbox/a-rather-long-name/checkout')
  expect(sessionListTable(sessionList, options)).toContain('3f2a1b9c-1111-4222-8333-444455556666')
})

test('the header says what the calls had to match', () => {
  const filters = [
    {dimension: 'arm', patterns: ['acme', 'globex']},
    {dimension: 'mcpServer', patterns: ['github']},
  ] as const
  const [about] = reportTable({...byModel, filters}, {...terminal, columns: 120}).split('\n')
  expect(about).toContain(' · arm acme or globex · mcp server github')
  const latest = {...byModel.period, label: 'session latest', fromMs: null, toMs: null}
  const one = [{dimension: 'session', patterns: ['3f2a1b9c-0000-4000-8000-000000000000']}] as const
  expect(reportTable({...byModel, period: latest, filters: one}, terminal)).toMatch(
    /^session 3f2a1b9c · Europe\/Berlin\n/,
  )
})

test('a report without calls is two friendly lines, and valid in every other format', () => {
  const empty: Report = {
    ...byModel,
    totals: noTotals,
    rows: [],
    cache: noCache,
    orphans: {calls: 0n, rate: null, costPicodollars: 0n},
  }
  expect(reportTable(empty, terminal)).toBe(
    'No calls: 2026-11-01 – 2026-11-30 (Europe/Berlin).\nTry `pech report --all`, or `pech report --demo` to see what a report looks like.\n',
  )
  expect(reportTable({...empty, period: {...empty.period, label: 'all', fromMs: null, toMs: null}}, terminal)).toMatch(
    /^No calls: all\.\n.+\n$/,
  )
  const filters = [{dimension: 'model', patterns: ['nosuch', 'claude-\x1b*']}] as const
  expect(reportTable({...empty, filters}, terminal)).toMatch(
    /^No calls with model nosuch or claude-\\x1b\*: 2026-11.*\nTry `pech report --all --by model` to see/,
  )
  expect(JSON.parse(reportJson(empty))).toMatchObject({
    totals: {usd: 0, cacheHitRatio: null},
    rows: [],
    orphans: {rate: null},
  })
  expect(reportMarkdown(empty, terminal)).toContain('| **total** | **$0.00** |')
  expect(reportHtml(empty, terminal)).toContain('<p class="total">$0.00</p>')
  expect(reportCsv(empty).split('\n')).toHaveLength(2)
  expect(sessionListTable({...sessionList, sessions: []}, terminal)).toMatch(/^No sessions: 2026-11\.\n.+\n$/)
})

test('a session without calls is shown, with null percentiles', () => {
  const empty = {
    ...oneSession,
    totals: noTotals,
    cache: noCache,
    percentiles: null,
    calls: [],
    omittedCalls: 0,
    prompts: [],
    subagents: [],
  }
  expect(JSON.parse(sessionJson(empty))).toMatchObject({percentiles: {p50: null, p90: null, p99: null}, calls: []})
  const unknown = {...empty, session: {...empty.session, title: null, startedAtMs: null, endedAtMs: null}}
  expect(sessionTable(unknown, terminal)).toMatch(/^session {3}3f2a1b9c.*\n(.*\n)*time {6}unknown\n/)
})

test('counts beyond 2^53 keep their digits in JSON', () => {
  const calls = 2n ** 53n + 1n
  expect(reportJson({...byModel, totals: {...byModel.totals, calls}})).toContain('"calls": 9007199254740993')
})

test('titles of sessions stand in tables and never in what is passed on', () => {
  const titled = reportOf(['session'], [[{session: '3f2a1b9c-1111-4222-8333-444455556666'}, 10n ** 13n]])
  const value: Report = {...titled, rows: titled.rows.map((row) => ({...row, title: 'Secret plan'}))}
  expect(reportTable(value, terminal)).toMatch(/3f2a1b9c +Secret plan/)
  const passedOn = [reportJson(value), reportCsv(value), reportMarkdown(value, terminal), reportHtml(value, terminal)]
  expect(passedOn.join('')).not.toContain('Secret')
})

test('a report without dimensions has a single row', () => {
  const value = reportOf([], [[{}, 10n ** 13n]])
  expect(reportTable(value, terminal)).toMatch(/^all +\$10\.00 /m)
  expect(reportMarkdown(value, terminal)).toContain('| `all` | $10.00 |')
})

test('a page loads nothing and runs nothing', () => {
  const page = reportHtml(byModel, terminal)
  expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src`)
  expect(page).not.toMatch(/<script|<link|<img|<iframe|https?:|url\(|@import| on\w+=| style=/i)
})

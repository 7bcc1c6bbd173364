import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseBudgets} from '../../../src/core/budget/parse-budgets.ts'
import {bucketOf, BUCKET_MS} from '../../../src/core/report/bucket.ts'
import {readYaml} from '../../../src/io/config/read-yaml.ts'
import {BatchCollector} from '../../../src/io/ledger/batch.ts'
import type {Database} from '../../../src/io/ledger/database.ts'
import {discoverLogs} from '../../../src/io/log-files/discover.ts'
import {readLog} from '../../../src/io/log-files/read-log.ts'
import type {Book} from '../../../src/io/ledger/spent-book.ts'
import {settleCrossings} from '../../../src/io/ledger/spent-crossings.ts'
import {spentBetween, rebuildSpent} from '../../../src/io/ledger/spent-rebuild.ts'
import {keysNow, SpentNow} from '../../../src/io/ledger/spent-reader.ts'
import {openTestLedger} from './test-ledger.ts'

const DEMO = new URL('../../../fixtures/demo/claude/projects', import.meta.url).pathname
const NOW = Date.parse('2026-11-20T17:00:00Z')

const RULES = `
thresholds: [50, 100]
budgets:
  - {name: all, limit_usd: 100}
  - {name: by day, window: day, limit_usd: 5, each: arm}
  - {name: opus, window: session, match: {tier: opus}, limit_usd: 2}
  - {name: tools, window: week, match: {tool: '*'}, each: tool, limit_usd: 10}
  - {name: servers, each: mcpServer, limit_usd: 10}
  - {name: skills, window: hour, each: skill, limit_usd: 1}
  - {name: prompts, each: prompt, limit_usd: 1}
  - {name: five hours, window: 5h, limit_usd: 10}
  - {name: ten days, window: 10d, each: project, limit_usd: 10}
  - {name: skills of a day, window: 24h, each: skill, limit_usd: 10}
default: {limit_usd: 1}
`

function bookOf(text: string, zone = 'UTC'): Book {
  return {source: text, settings: {zone, monthStart: 1}, ...parseBudgets(readYaml(text))}
}

function amounts(database: Database): unknown[] {
  return database.all(
    'SELECT * FROM spent WHERE usd <> 0 OR picodollars <> 0 OR unpriced <> 0 ORDER BY rule, key, window',
  )
}

test('in whatever order and pieces logs are posted, amounts are those that a count from scratch gives', () => {
  const {files} = discoverLogs([DEMO])
  fc.assert(
    fc.property(fc.shuffledSubarray(files, {minLength: 8, maxLength: 40}), fc.nat({max: 12}), (some, size) => {
      const ledger = openTestLedger()
      const {database} = ledger
      database.transaction(() => rebuildSpent(database, bookOf(RULES, 'Asia/Kolkata')))
      const collector = new BatchCollector()
      some.forEach((file, index) => {
        readLog(file, null, collector, (batch) => ledger.post(batch))
        if (index % (size + 1) === 0) ledger.post(collector.take())
      })
      ledger.post(collector.take())
      const kept = amounts(database)
      database.transaction(() => rebuildSpent(database, bookOf(RULES, 'Asia/Kolkata')))
      expect(amounts(database)).toEqual(kept)
      ledger.close()
    }),
    {numRuns: 15},
  )
})

test('a rolling window holds the calls of its span, to the millisecond at its beginning', () => {
  const ledger = openTestLedger()
  const {database} = ledger
  const book = bookOf(RULES)
  database.transaction(() => rebuildSpent(database, book))
  const collector = new BatchCollector()
  for (const file of discoverLogs([DEMO]).files) readLog(file, null, collector, (batch) => ledger.post(batch))
  ledger.post(collector.take())
  const times = database.all('SELECT at_ms FROM call WHERE at_ms IS NOT NULL').map((row) => Number(row['at_ms']))
  const spans = [5, 240, 24].map((hours) => hours * 3_600_000)
  for (const [index, spanMs] of spans.entries()) {
    const rule = 7 + index
    for (const nowMs of [
      NOW,
      NOW - 86_400_000,
      ...times.slice(0, 40).flatMap((atMs) => [atMs, atMs + spanMs - 1, atMs + spanMs]),
    ]) {
      for (const key of rule === 7 ? [''] : keysNow(database, book, rule, null, nowMs).slice(0, 3)) {
        const toMs = (bucketOf(nowMs) + 1) * BUCKET_MS
        const all = spentBetween(database, book, {rule, key, fromMs: nowMs + 1 - spanMs, toMs})
        expect(new SpentNow(database, book, nowMs).of(rule, key, '')).toEqual(all)
      }
    }
  }
  ledger.close()
})

test('thresholds are reported once, whoever posts and settles, and however often', () => {
  const ledger = openTestLedger()
  const {database} = ledger
  const book = bookOf(RULES)
  database.transaction(() => rebuildSpent(database, book))
  const collector = new BatchCollector()
  const crossed: string[] = []
  for (const file of discoverLogs([DEMO]).files) {
    readLog(file, null, collector, (batch) => ledger.post(batch))
    ledger.post(collector.take())
    for (let time = 0; time < 2; time++) {
      crossed.push(
        ...settleCrossings(database, book, NOW).map(
          ({rule, key, window, threshold}) => `${rule.name} ${key} ${window} ${threshold}`,
        ),
      )
    }
  }
  expect(new Set(crossed).size).toBe(crossed.length)
  expect(database.all('SELECT id FROM event')).toHaveLength(crossed.length)
  expect(crossed.filter((name) => name.startsWith('all '))).toEqual(['all  2026-11 50', 'all  2026-11 100'])
  database.transaction(() => rebuildSpent(database, book))
  expect(settleCrossings(database, book, NOW)).toEqual([])
  ledger.close()
})

test('amounts beyond 2^53 picodollars, also negative changes of them, are exact', () => {
  const ledger = openTestLedger()
  const {database} = ledger
  const book = bookOf('{budgets: [{limit_usd: 100000000}]}')
  database.transaction(() => rebuildSpent(database, book))
  const collector = new BatchCollector()
  for (const file of discoverLogs([DEMO]).files.slice(0, 5)) readLog(file, null, collector, () => {})
  const batch = collector.take()
  const dear = batch.calls.map((call, index) => ({
    ...call,
    identity: `dear ${index}`,
    best: {...call.best, usage: {...call.best.usage, tokens: {...call.best.usage.tokens, output: 9e14 + index}}},
  }))
  ledger.post({...batch, calls: dear})
  const big = amounts(database)
  database.transaction(() => rebuildSpent(database, book))
  expect(amounts(database)).toEqual(big)
  expect(Number(database.get('SELECT max(usd) AS usd FROM spent')?.['usd'])).toBeGreaterThan(1e9)
  ledger.close()
})

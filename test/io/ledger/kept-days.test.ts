import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {failureOf} from '../../../src/cli/failure.ts'
import type {Dimension} from '../../../src/core/attribution/dimension.ts'
import {logPlace} from '../../../src/core/log/log-place.ts'
import {readLine} from '../../../src/core/log/read-line.ts'
import {startContext} from '../../../src/core/log/reader-context.ts'
import {BatchCollector} from '../../../src/io/ledger/batch.ts'
import type {Database} from '../../../src/io/ledger/database.ts'
import type {Ledger} from '../../../src/io/ledger/ledger.ts'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {groupCalls} from '../../../src/io/ledger/query/group-calls.ts'
import {differentDays} from '../../../src/io/ledger/query/kept-days.ts'
import {rebuildRollup} from '../../../src/io/ledger/rollup.ts'
import {callLine, use} from '../../core/log/collected.ts'
import {GrowingFolder} from '../../properties/growing-folder.ts'
import {logWorlds} from '../../properties/log-world.ts'
import {ingestFolder, openTestLedger} from './test-ledger.ts'

const NEVER = Number.MAX_SAFE_INTEGER
const NOVEMBER = {fromMs: Date.UTC(2026, 10, 1), toMs: Date.UTC(2026, 11, 1)}
const EVER = {fromMs: null, toMs: null}

/** What a query finds, in an order of its own; days are kept from so many calls on. */
function groups(database: Database, by: readonly Dimension[], keepFrom: number, bounds: typeof NOVEMBER | typeof EVER) {
  const query = {bounds, by, filters: [], timezone: 'UTC', monthStart: 1}
  const {groups, whole, orphans} = groupCalls(database, query, keepFrom)
  const said = [...groups, whole].map(({values, amounts, sessions, estimatedModels, unpricedModels}) => {
    const totals = amounts.totals(sessions, [...estimatedModels].sort(), [...unpricedModels].sort())
    return {values, ...totals, unread: amounts.cacheSummary().unreadWrites}
  })
  return {groups: said.sort((a, b) => (`${a.values}` < `${b.values}` ? -1 : 1)), orphans: orphans.totals(0, [], [])}
}

/** Posts calls of one file, given as id, day of November and tools. */
function post(ledger: Ledger, calls: readonly (readonly [string, number, readonly string[], object?])[]): void {
  const collector = new BatchCollector()
  const context = startContext(false)
  calls.forEach(([id, day, tools, usage = {input_tokens: 7, output_tokens: 5}], index) => {
    const content = tools.map((name) => use(name, {}, `${id}-${name}`))
    const timestamp = new Date(Date.UTC(2026, 10, day, 12)).toISOString()
    const line = JSON.stringify(callLine(id, {timestamp, usage, message: {content}}))
    readLine(line, index * 100, logPlace('/p/s1.jsonl'), context, collector)
  })
  ledger.post(collector.take())
}

function keptDaysOf(database: Database): unknown[] {
  return database.all("SELECT day - 20758 + 1 AS day FROM kept_day WHERE dimension = 'tool'").map(({day}) => day)
}

test('what days are kept for changes no answer, however the logs grow', () => {
  fc.assert(
    fc.property(logWorlds, fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 3}), (world, rounds) => {
      const folder = new GrowingFolder()
      const ledger = openTestLedger()
      try {
        folder.write('-src/later.jsonl', Buffer.from(`${JSON.stringify(callLine('later'))}\n`))
        for (const part of [...rounds.sort(), 1]) {
          for (const [path, text] of world) folder.growTo(path, Buffer.from(text), part)
          ingestFolder(ledger, folder.path)
          for (const by of ['tool', 'prompt', 'mcpServer'] as const) {
            expect(groups(ledger.database, [by], 0, EVER)).toEqual(groups(ledger.database, [by], NEVER, EVER))
          }
          expect(differentDays(ledger.database)).toEqual([])
        }
        const by = ['tool', 'agent', 'skill'] as const
        expect(groups(ledger.database, by, 0, EVER)).toEqual(groups(ledger.database, by, NEVER, EVER))
      } finally {
        ledger.close()
        folder.remove()
      }
    }),
    {numRuns: 40},
  )
}, 60_000)

test('days before the last one are kept when they are asked for, and forgotten when one of their calls changes', () => {
  const ledger = openTestLedger()
  const {database} = ledger
  const asked = () => groups(database, ['tool'], 0, NOVEMBER)
  post(ledger, [
    ['a', 3, ['Read', 'Bash', 'Grep']],
    ['b', 4, ['Bash']],
    ['c', 5, []],
  ])
  const before = asked()
  expect(keptDaysOf(database)).toEqual([3, 4])
  expect(asked()).toEqual(before)
  post(ledger, [['a', 3, ['Write']]])
  expect(keptDaysOf(database)).toEqual([4])
  expect(asked().groups.map(({values}) => values[0])).toContain('Write')
  expect(asked()).toEqual(groups(database, ['tool'], NEVER, NOVEMBER))
  expect(keptDaysOf(database)).toEqual([3, 4])
  database.transaction(() => rebuildRollup(database))
  expect(keptDaysOf(database)).toEqual([])
})

test('prompts are kept without attributions, but for calls whose session or model nothing else tells', () => {
  const ledger = openTestLedger()
  post(ledger, [
    ['a', 3, []],
    ['b', 3, [], {input_tokens: 1, output_tokens: 1, speed: 'fast'}],
    ['c', 4, []],
    ['later', 9, []],
  ])
  ledger.database.run("INSERT INTO prompt (id, session, key) VALUES (1, 's1', 'p')")
  ledger.database.run('UPDATE call SET prompt = 1 WHERE id <> 2')
  const found = groups(ledger.database, ['prompt'], 0, NOVEMBER)
  expect(found).toEqual(groups(ledger.database, ['prompt'], NEVER, NOVEMBER))
  expect(found.groups.map(({values, calls, sessions}) => [values.at(0), calls, sessions])).toEqual([
    [null, 1n, 1],
    [undefined, 4n, 1],
    ['p', 3n, 1],
  ])
  expect(ledger.database.all("SELECT day - 20758 + 1 AS day FROM kept_day WHERE dimension = 'prompt alone'")).toEqual([
    {day: 3},
    {day: 4},
  ])
})

test('a day whose calls have all moved away is not counted from what was kept', () => {
  const ledger = openTestLedger()
  post(ledger, [
    ['a', 4, ['Read']],
    ['b', 9, []],
  ])
  groups(ledger.database, ['tool'], 0, NOVEMBER)
  post(ledger, [['a', 3, ['Read']]]) // an earlier copy of the same call
  expect(groups(ledger.database, ['tool'], 0, NOVEMBER)).toEqual(groups(ledger.database, ['tool'], NEVER, NOVEMBER))
})

test('what is kept is what is read, and damage to it is found', () => {
  const ledger = openTestLedger()
  const {database} = ledger
  post(ledger, [
    ['a', 3, ['Read']],
    ['b', 9, []],
  ])
  groups(database, ['tool'], 0, NOVEMBER)
  database.run('UPDATE kept_share SET calls = calls + 1')
  expect(groups(database, ['tool'], 0, NOVEMBER).groups.map(({calls}) => calls)).toContain(2n)
  expect(differentDays(database)).toHaveLength(2)
})

test('a day with a call beyond what SQL can price is never kept, and counted exactly', () => {
  const ledger = openTestLedger()
  post(ledger, [
    ['a', 3, ['Read', 'Bash'], {output_tokens: Number.MAX_SAFE_INTEGER}],
    ['b', 9, []],
  ])
  const found = groups(ledger.database, ['tool'], 0, NOVEMBER)
  expect(found).toEqual(groups(ledger.database, ['tool'], NEVER, NOVEMBER))
  expect(found.groups.reduce((sum, {tokens}) => sum + tokens.output, 0n)).toBe(2n * (2n ** 53n + 4n))
  expect(keptDaysOf(ledger.database)).toEqual([])
})

test('more tokens than SQL can add up are added up exactly; where the ledger itself cannot hold a sum, that is said', () => {
  const most = {output_tokens: Number.MAX_SAFE_INTEGER}
  const calls = (count: number, day: number) =>
    Array.from({length: count}, (_, index) => [`${day}-${index}`, day, ['Read'], most] as const)
  const ledger = openTestLedger()
  post(ledger, [...calls(600, 3), ...calls(600, 9)])
  for (const by of ['model', 'prompt', 'tool'] as const) {
    const {whole} = groupCalls(ledger.database, {bounds: EVER, by: [by], filters: [], timezone: 'UTC', monthStart: 1})
    expect(whole.amounts.totals(0, [], []).tokens.output).toBe(1200n * (2n ** 53n - 1n))
  }
  const tooMany = () => post(openTestLedger(), calls(1200, 3))
  expect(tooMany).toThrow(expect.toSatisfy((error: unknown) => failureOf(error).code === 'TOKENS_BEYOND_COUNTING'))
})

test('while another process writes, calls are read one by one and nothing waits', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pech-kept-'))
  const ledger = openTestLedger(join(folder, 'ledger.db'))
  const other = openLedger(join(folder, 'ledger.db')).database
  try {
    post(ledger, [
      ['a', 3, ['Read']],
      ['b', 9, []],
    ])
    const startMs = performance.now()
    other.begin()
    const found = groups(ledger.database, ['tool'], 0, NOVEMBER)
    expect(performance.now() - startMs).toBeLessThan(5000)
    expect(keptDaysOf(ledger.database)).toEqual([])
    other.rollback()
    expect(groups(ledger.database, ['tool'], 0, NOVEMBER)).toEqual(found)
    expect(keptDaysOf(ledger.database)).toEqual([3])
  } finally {
    other.close()
    ledger.close()
    rmSync(folder, {recursive: true, force: true})
  }
})

import {cpSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {beforeAll, expect, test} from 'vitest'
import {root} from '../../scripts/bundles.ts'
import {freshHome, runPech} from '../run-pech.ts'

const text = readFileSync(join(root, 'docs/LEDGER.md'), 'utf8')
const queries = Array.from(text.matchAll(/^```sql\n([\s\S]*?)^```$/gm), ([, sql]) => sql ?? '')
const home = freshHome()
const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(root, 'fixtures/demo/claude'), PECH_NOW: '2026-11-20T17:00:00Z'}

function ask(sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(home, 'ledger.db'), {readOnly: true})
  const rows = database.prepare(sql).all()
  database.close()
  return rows
}

function report(...args: string[]) {
  return JSON.parse(runPech(['report', '--json', '--timezone', 'UTC', ...args], {env}).stdout)
}

const sum = (rows: Record<string, unknown>[], column: string) => rows.reduce((all, row) => all + Number(row[column]), 0)

beforeAll(() => {
  cpSync(join(root, 'fixtures/demo/pech'), home, {recursive: true})
  expect(runPech(['ingest'], {env})).toMatchObject({exitCode: 0})
})

test('every query of the page runs on the demo ledger and finds something', () => {
  expect(queries).toHaveLength(6)
  expect(queries.filter((sql) => ask(sql).length === 0)).toEqual([])
})

test('tokens × rate is what pech reports: by model, by kind of price, by day and arm', () => {
  const [byModel = '', byStatus = '', byDay = ''] = queries
  const november = report('--by', 'model', '--month=2026-11').rows
  const priced = november.filter(({usd}: {usd: number}) => usd > 0)
  expect(ask(byModel).map(({model, calls}) => ({model, calls}))).toEqual(
    priced.map(({key, calls}: {key: object; calls: number}) => ({...key, calls})),
  )
  expect(sum(ask(byModel), 'usd')).toBeCloseTo(sum(november, 'usd'), 9)
  const {totals} = report('--all')
  expect(Object.fromEntries(ask(byStatus).map(({status, calls}) => [status, calls]))).toEqual({
    priced: totals.calls - totals.unpriced.calls,
    estimated: totals.estimated.calls,
  })
  expect(sum(ask(byDay), 'usd')).toBeCloseTo(totals.usd, 9)
  expect(sum(ask(byDay), 'calls')).toBe(totals.calls - totals.unpriced.calls)
})

test('sessions with titles, unread writes and tools are those of the report', () => {
  const [, , , sessions = '', unread = '', tools = ''] = queries
  const {totals, cache, rows} = report('--all', '--by', 'session', '--top', '10')
  expect(ask(sessions).map(({session}) => session)).toEqual(rows.map(({key}: {key: {session: string}}) => key.session))
  expect(ask(sessions)[0]).toMatchObject({title: 'Whole catalogue in one context'})
  expect(sum(ask(unread), 'usd')).toBeCloseTo(cache.unreadWrites.usd, 9)
  expect(sum(ask(tools), 'output_tokens')).toBeCloseTo(totals.tokens.output, 6)
})

test('the page names every table, and every column of the tables that are public', () => {
  const tables = ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  const internal = /^Internal, [\s\S]*$/m.exec(text)?.[0] ?? ''
  for (const {name} of tables) {
    expect(text, `docs/LEDGER.md does not name ${String(name)}`).toContain(`\`${String(name)}\``)
    if (internal.includes(`\`${String(name)}\``) || name === 'billed' || name === 'reprice') continue
    const section =
      new RegExp(`\\*\\*\`${String(name)}\`\\*\\*[\\s\\S]*?(?=\\n\\n\\*\\*\`|\\nInternal,)`).exec(text)?.[0] ?? ''
    for (const column of ask(`SELECT name FROM pragma_table_info('${String(name)}')`)) {
      expect(section, `${String(name)}.${String(column['name'])}`).toContain(`\`${String(column['name'])}\``)
    }
  }
})

import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parse} from 'csv-parse/sync'
import {beforeAll, expect, test} from 'vitest'
import {DIMENSIONS} from '../../src/core/attribution/dimension.ts'
import {parseUsd} from '../../src/core/money/picodollars.ts'
import {demoWorld} from '../demo-world.ts'
import {freshHome, runPech} from '../run-pech.ts'
import {sharedFolder} from '../shared-folder.ts'

const demo = demoWorld()
const real = fileURLToPath(new URL('real/', sharedFolder))
const realWorld = {PECH_HOME: freshHome(), CLAUDE_CONFIG_DIR: real, PECH_NOW: '2026-11-20T17:00:00Z'}
const worlds = [{name: 'demo', env: demo}, ...(existsSync(real) ? [{name: 'real logs', env: realWorld}] : [])]

const wholes = new Map<object, bigint[]>()

beforeAll(() => {
  for (const {env} of worlds) {
    expect(runPech(['ingest'], {env}).exitCode).toBe(0)
    wholes.set(env, amountsOf(report(['--all', '--by', 'model'], env).totals))
  }
})

const report = (args: readonly string[], env: Readonly<Record<string, string>> = demo) =>
  JSON.parse(runPech(['report', '--json', ...args], {env}).stdout)

interface Amount {
  readonly picodollars: string
  readonly calls: number
  readonly tokens: Readonly<Record<string, number>>
  readonly estimated: {readonly picodollars: string}
  readonly unpriced: {readonly calls: number}
}

function amountsOf({picodollars, calls, tokens, estimated, unpriced}: Amount): bigint[] {
  return [picodollars, calls, ...Object.values(tokens), estimated.picodollars, unpriced.calls].map(BigInt)
}

const sumOf = (rows: readonly Amount[]) =>
  rows.map(amountsOf).reduce((sums, row) => sums.map((sum, index) => sum + row[index]!), amountsOf(nothing))

const nothing: Amount = {
  picodollars: '0',
  calls: 0,
  tokens: {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0},
  estimated: {picodollars: '0'},
  unpriced: {calls: 0},
}

const pairs = DIMENSIONS.map((dimension, index) => `${dimension},${DIMENSIONS[(index + 7) % DIMENSIONS.length] ?? ''}`)

test.each(
  worlds.flatMap(({name, env}) => [...DIMENSIONS, ...(env === demo ? pairs : [])].map((by) => ({name, env, by}))),
)('by $by, the rows of the $name add up to the total, which no grouping changes', ({env, by}) => {
  const {rows, totals} = report(['--all', '--no-ingest', '--by', by], env)
  expect(rows.length).toBeGreaterThan(0)
  expect(sumOf(rows)).toEqual(amountsOf(totals))
  expect(amountsOf(totals)).toEqual(wholes.get(env))
})

test.each(worlds)('the CSV of the $name adds up to the JSON total, to the last picodollar', ({env}) => {
  const {totals} = report(['--all'], env)
  const {stdout} = runPech(['report', '--all', '--by', 'day,tool', '--format', 'csv'], {env})
  const rows: Record<string, string>[] = parse(stdout, {columns: true})
  const sum = (column: string) => rows.reduce((all, row) => all + BigInt(row[column] ?? ''), 0n)
  expect(sum('picodollars')).toBe(BigInt(totals.picodollars))
  expect(sum('calls')).toBe(BigInt(totals.calls))
  expect(sum('cache_read_tokens')).toBe(BigInt(totals.tokens.cacheRead))
  expect(rows.reduce((all, {usd = ''}) => all + (parseUsd(usd) ?? 0n), 0n)).toBe(BigInt(totals.picodollars))
})

test('the rows that --top leaves out are counted; the last calls are the last ones', () => {
  expect(report(['--top', '2'])).toMatchObject({omittedRows: 7, rows: {length: 2}})
  const {rows, omittedRows, totals} = report(['--last', '3'])
  expect(rows.map(({at}: {at: string}) => at)).toEqual(
    rows
      .map(({at}: {at: string}) => at)
      .toSorted()
      .toReversed(),
  )
  expect(omittedRows + 3).toBe(totals.calls)
})

test.each([
  [['--month', '--top', '1'], '2026-11'],
  [['--month'], '2026-11'],
  [['--month', '2026-10'], '2026-10'],
  [['--day', '--by', 'arm'], '2026-11-20'],
  [['--day', '2026-11-17'], '2026-11-17'],
  [['--day', 'yesterday'], '2026-11-19'],
  [['--week', '--quiet'], '2026-W47'],
  [[], '2026-11'],
])('a period may be bare, whatever follows: report %j is about %s', (args, label) => {
  expect(report(args).period.label).toBe(label)
})

test('--session is a period: all of that session, wherever it lies', () => {
  expect(report(['--session', 'c579']).totals).toMatchObject({calls: 15, usd: 35.151759})
  expect(report(['--session', '--by', 'model']).totals.sessions).toBe(1)
})

test('a filter may repeat and takes globs; filters of different dimensions narrow', () => {
  const both = report(['--arm', 'acme', '--arm', 'globex']).totals
  expect(both.calls).toBe(
    report(['--by', 'arm'])
      .rows.slice(0, 2)
      .reduce((all: number, {calls}: Amount) => all + calls, 0),
  )
  expect(report(['--model', 'claude-opus-*', '--arm', 'acme', '--by', 'model']).rows.length).toBeGreaterThan(1)
  expect(report(['--arm', 'nobody']).totals.calls).toBe(0)
})

test('days are those of the zone that flag, variable or configuration name, in this order', () => {
  const from = (args: string[], env: Record<string, string>) =>
    report(['--day', '2026-11-17', ...args], env).period.from
  expect(from([], {...demo, PECH_TIMEZONE: ''})).toBe('2026-11-16T23:00:00.000Z')
  expect(from([], {...demo, PECH_TIMEZONE: 'America/New_York'})).toBe('2026-11-17T05:00:00.000Z')
  expect(from(['--timezone', 'Asia/Kathmandu'], demo)).toBe('2026-11-16T18:15:00.000Z')
  expect(from([], {...demo, PECH_HOME: freshHome(), PECH_TIMEZONE: '', TZ: 'Asia/Tokyo'})).toBe(
    '2026-11-16T15:00:00.000Z',
  )
})

test.each(['json', 'csv', 'markdown', 'html', 'table'])(
  '--output writes the %s that stdout would get, or nothing',
  (format) => {
    const folder = freshHome()
    const file = join(folder, 'report')
    const args = ['report', '--day', '2026-11-17', '--format', format]
    const {stdout} = runPech(args, {env: demo})
    expect(runPech([...args, '-o', file], {env: demo})).toEqual({exitCode: 0, stdout: '', stderr: ''})
    expect(readFileSync(file, 'utf8')).toBe(stdout)
    writeFileSync(file, 'old')
    expect(runPech(['report', '--by', 'modle', '-o', file], {env: demo}).exitCode).toBe(1)
    expect(readFileSync(file, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['report'])
  },
)

test('colour only where it is wanted: never in files and pipes, but with FORCE_COLOR, and never against NO_COLOR', () => {
  const colored = (env: Record<string, string>, ...args: string[]) =>
    runPech(['report', ...args], {env: {...demo, ...env}}).stdout.includes('\u001B[')
  expect(colored({})).toBe(false)
  expect(colored({FORCE_COLOR: '1'})).toBe(true)
  expect(colored({FORCE_COLOR: '1', NO_COLOR: '1'})).toBe(false)
  expect(colored({FORCE_COLOR: '1'}, '--json')).toBe(false)
})

test('a first look reads the logs; --no-ingest answers from what is there', () => {
  const fresh = demoWorld()
  expect(report(['--all', '--no-ingest'], fresh).totals.calls).toBe(0)
  expect(report(['--all'], fresh).totals.calls).toBe(906)
  expect(report(['--all', '--no-ingest'], fresh).totals.calls).toBe(906)
})

test('--demo answers from the demo logs and leaves nothing behind', () => {
  const home = freshHome()
  const {exitCode, stdout} = runPech(['report', '--demo', '--json'], {env: {PECH_HOME: home, PECH_TIMEZONE: ''}})
  expect({exitCode, totals: JSON.parse(stdout).totals}).toMatchObject({
    exitCode: 0,
    totals: {usd: 164.356611335, calls: 408},
  })
  expect(readdirSync(home).filter((name) => !name.startsWith('.'))).toEqual([])
})

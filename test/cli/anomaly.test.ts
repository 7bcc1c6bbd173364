import {existsSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'
import {sharedFolder} from '../shared-folder.ts'
import {writeCalls, type WrittenCall} from './written-calls.ts'

const folder = mkdtempSync(join(tmpdir(), 'pech-anomaly-'))

interface Found {
  readonly index: number
  readonly id: string
  readonly usd: number
  readonly expectedUsd: number
  readonly direction: string
  readonly dismissed: boolean
  readonly repeated: boolean
  readonly cause: {readonly parts: readonly {readonly usd: number}[]; readonly prompt: object | null}
}

function json(args: readonly string[], env: Record<string, string> = {}) {
  const {stdout, exitCode} = runPech([...args, '--json'], {env})
  const report: {checked: number; learning: number; flat: object; anomalies: Found[]; error: {message: string}} =
    JSON.parse(stdout)
  return {exitCode, report}
}

function series(name: string, costs: readonly number[]): string {
  const file = join(folder, `${name}.csv`)
  const rows = costs.map((usd, index) => `${new Date(Date.UTC(2026, 9, 1) + index * 60_000).toISOString()},${usd}`)
  writeFileSync(file, `at,usd\n${rows.join('\n')}\n`)
  return file
}

test('the day that a cache was lost three times stands out, and each alert says why', () => {
  const {report} = json(['anomaly', '--demo'])
  expect(report.anomalies.map(({repeated}) => repeated)).toEqual([false, true, true])
  for (const {usd, expectedUsd, cause} of report.anomalies) {
    expect(usd).toBeGreaterThan(5 * expectedUsd)
    expect(cause.parts.reduce((sum, part) => sum + part.usd, 0)).toBeCloseTo(usd - expectedUsd, 9)
    expect(cause).toMatchObject({
      parts: expect.arrayContaining([expect.objectContaining({class: 'cacheWrite1h', reason: 'tokens'})]),
    })
    expect(cause).toMatchObject({cacheHitRatio: {after: 0}, prompt: {index: expect.any(Number)}})
  }
})

test('the words show what a person can check: the parts, the cache, the context, the prompt', () => {
  const {stdout} = runPech(['anomaly', '--demo'])
  expect(stdout).toContain('3 spikes.')
  expect(stdout).toMatch(/\+\$6\.21 = more 1-hour cache writes \+\$6\.09/)
  expect(stdout).toMatch(/cache hit 0%, usually 83%/)
  expect(stdout).toMatch(/prompt 1, typed 2026-11-17 \d\d:\d\d/)
})

test('sessions and days are judged too, and their explanations add up', () => {
  const {report} = json(['anomaly', '--demo', '--unit', 'session', '--all'])
  expect(report.anomalies).toHaveLength(1)
  const [{usd, expectedUsd, cause} = fail()] = report.anomalies
  expect(cause.parts.reduce((sum, part) => sum + part.usd, 0)).toBeCloseTo(usd - expectedUsd, 9)
  expect(json(['anomaly', '--demo', '--unit', 'day', '--all']).report.checked).toBe(42)
})

function fail(): never {
  throw new Error('nothing found')
}

test('--alert-on is a gate: exit 2 with as many spikes, 0 with fewer', () => {
  expect(json(['anomaly', '--demo', '--alert-on', '3']).exitCode).toBe(2)
  expect(json(['anomaly', '--demo', '--alert-on', '4']).exitCode).toBe(0)
})

test('thirty equal calls and a dear one: flat by z, found by the quiet method once enough is known', () => {
  const equal = new Array<number>(30).fill(0.1)
  const zscore = json(['anomaly', '--series', series('equal', [...equal, 5]), '--method', 'zscore']).report
  expect(zscore).toMatchObject({checked: 31, learning: 30, flat: {items: 1, differing: 1}, anomalies: []})
  const mad = json(['anomaly', '--series', series('equal', [...equal, 5]), '--method', 'mad']).report
  expect(mad).toMatchObject({flat: {items: 1, differing: 1}})
  const auto = json(['anomaly', '--series', series('many', [...new Array<number>(250).fill(0.1), 5])]).report
  expect(auto.anomalies).toMatchObject([{index: 250, direction: 'spike', cause: {parts: [{class: 'all', usd: 4.9}]}}])
})

test('thirty calls of 10 and 12 cents, then 20: nine sigma by the z-score of their window', () => {
  const costs = Array.from({length: 30}, (_, index) => (index % 2 === 0 ? 0.1 : 0.12))
  const {report} = json(['anomaly', '--series', series('nine', [...costs, 0.2]), '--method', 'zscore'])
  expect(report.anomalies).toMatchObject([
    {index: 30, direction: 'spike', score: expect.closeTo(9, 9), source: 'window'},
  ])
  expect(
    json(['anomaly', '--series', series('short', [...costs.slice(1), 0.2]), '--method', 'zscore']).report,
  ).toMatchObject({
    learning: 30,
    anomalies: [],
  })
})

test('one dear session among equal ones is found by the MAD rule, though MAD is 0', () => {
  const {report} = json([
    'anomaly',
    '--unit',
    'session',
    '--method',
    'mad',
    '--series',
    series('mad', [1, 1, 1, 1, 1, 1, 1, 50]),
  ])
  expect(report.anomalies).toMatchObject([{index: 7, direction: 'spike', expectedUsd: 1}])
  const known = json([
    'anomaly',
    '--unit',
    'session',
    '--method',
    'mad',
    '--series',
    series('known', [1, 1.2, 0.9, 1.1, 1, 50]),
  ])
  expect(known.report.anomalies).toMatchObject([{score: expect.closeTo(330.168, 3)}])
  expect(
    json(['anomaly', '--unit', 'session', '--method', 'mad', '--series', series('few', [1, 50])]).report,
  ).toMatchObject({learning: 2})
})

test('bad rows are named; a negative or huge cost is one', () => {
  const file = join(folder, 'bad.csv')
  writeFileSync(file, 'at,usd\n2026-11-01T00:00:00Z,-1\n2026-11-01T00:00:00Z,1e15\nsoon,1\n')
  const {exitCode, report} = json(['anomaly', '--series', file])
  expect(exitCode).toBe(1)
  for (const place of [':2:2:', ':3:2:', ':4:1:']) expect(report.error.message).toContain(`${file}${place}`)
})

test('all zeros are flat, and nothing to worry about', () => {
  const {report} = json(['anomaly', '--series', series('zeros', new Array<number>(300).fill(0))])
  expect(report).toMatchObject({checked: 300, learning: 200, flat: {items: 100, differing: 0}, anomalies: []})
})

test('a dismissed kind of calls raises no alert until its time is over', () => {
  const usual = Array.from({length: 300}, (_, index): WrittenCall => {
    return {
      at: new Date(Date.UTC(2026, 9, 1) + index * 600_000).toISOString(),
      output: 1000 + (index % 9) * 50,
      session: `s${index % 5}`,
    }
  })
  const home = writeCalls([...usual, {at: '2026-10-04T11:00:00Z', output: 90_000, session: 's1'}])
  const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude')}
  // what only a threshold of one's own finds is no finding of health's
  expect(json(['anomaly', '--method', 'zscore', '--threshold', '0.1'], env).report.anomalies.length).toBeGreaterThan(50)
  const [found = fail()] = json(['anomaly', '--alert-on', '1'], env).report.anomalies
  expect(found).toMatchObject({id: 'msg_300', dismissed: false})
  expect(runPech(['health', '--only', 'anomaly'], {env}).stdout).toMatch(/fail +anomaly +1 spike among/)
  expect(runPech(['anomaly', 'dismiss', 'msg_x'], {env}).exitCode).toBe(1)
  expect(runPech(['anomaly', 'dismiss', 'msg_30', '--days', '2'], {env}).stdout).toContain('until 2026-10-06 12:00')
  const silenced = json(['anomaly', '--alert-on', '1'], env)
  expect(silenced.exitCode).toBe(0)
  expect(silenced.report.anomalies).toMatchObject([{id: 'msg_300', dismissed: true}])
  expect(json(['anomaly', '--alert-on', '1'], {...env, PECH_NOW: '2026-10-07T12:00:00Z'}).exitCode).toBe(2)
})

const calls = new URL('series/calls/', sharedFolder)
const reference = [
  ['auto', 0, 0.8, 1],
  ['zscore', 24.04, 0.239, 0.241],
  ['mad', 63.95, 0.11, 0.12],
] as const

test.skipIf(!existsSync(calls)).each(reference)(
  '%s on the stream of real calls is as quiet and as keen as known',
  (method, falsePer1000, least, most) => {
    const spikes = (name: string) => {
      const file = fileURLToPath(new URL(name, calls))
      const {report} = json(['anomaly', '--series', file, '--method', method])
      return {report, at: report.anomalies.filter(({direction}) => direction === 'spike').map(({index}) => index)}
    }
    const clean = spikes('azure-code.csv')
    expect((1000 * clean.at.length) / clean.report.checked).toBeCloseTo(falsePer1000, 1)
    const rows = readFileSync(new URL('azure-code-inject10.labels.csv', calls), 'utf8').trim().split('\n').slice(1)
    const labelled = new Set(rows.filter((row) => row.endsWith(',1')).map((row) => Number(row.split(',')[0])))
    const {at} = spikes('azure-code-inject10.csv')
    const hits = at.filter((index) => labelled.has(index)).length
    const f1 = (2 * hits) / (at.length + labelled.size)
    expect(f1).toBeGreaterThanOrEqual(least)
    expect(f1).toBeLessThanOrEqual(most)
  },
)

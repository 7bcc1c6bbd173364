import {existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'
import {sharedFolder} from '../shared-folder.ts'
import {writeCalls} from './written-calls.ts'

const folder = mkdtempSync(join(tmpdir(), 'pech-forecast-'))

function csv(name: string, rows: readonly string[]): string {
  const file = join(folder, name)
  writeFileSync(file, `date,value\n${rows.join('\n')}\n`)
  return file
}

function dayRows(values: readonly number[], first = Date.UTC(2026, 0, 1)): string[] {
  return values.map((value, index) => `${new Date(first + index * 86_400_000).toISOString().slice(0, 10)},${value}`)
}

function json(args: readonly string[], env: Record<string, string> = {}) {
  const {stdout, exitCode, stderr} = runPech([...args, '--json'], {env})
  return {exitCode, stderr, report: JSON.parse(stdout)}
}

test('the demo month: what is spent is exact, the band lies above it and says that it is not calibrated', () => {
  const {report, exitCode} = json(['forecast', '--demo', '--month'])
  expect(exitCode).toBe(0)
  expect(report).toMatchObject({schema: 'pech/forecast@1', horizon: 'month', label: '2026-11', method: 'auto'})
  const month = json(['report', '--demo', '--month']).report
  expect(report.toDateUsd).toBeCloseTo(month.totals.usd + month.totals.estimated.usd, 9)
  expect(report.band).toMatchObject({level: 0.95, calibrated: false, calibration: 'calibrating'})
  expect(report.band.lowUsd).toBeGreaterThanOrEqual(report.toDateUsd)
  expect(report.point.usd).toBeGreaterThan(report.band.lowUsd)
  expect(report.band.highUsd).toBeGreaterThan(report.point.usd)
  expect(report.horizons.map(({days}: {days: number}) => days)).toEqual([7, 30, 90, 365])
  expect(report).toMatchObject({gaps: {estimatedCalls: 9}, budgetsLeftOut: 1})
})

test('a week, a day and a session are forecast too; a point never stands alone', () => {
  for (const unit of ['--week', '--day', '--session']) {
    const {report} = json(['forecast', '--demo', unit])
    expect(report.horizon).toBe(unit.slice(2))
    expect(report.band.lowUsd).toBeLessThanOrEqual(report.point.usd)
    expect(report.point.usd).toBeLessThanOrEqual(report.band.highUsd)
  }
})

test('a month that is over, or has not begun, is no forecast', () => {
  const {exitCode, stderr} = runPech(['forecast', '--demo', '--month', '2026-10'])
  expect(exitCode).toBe(1)
  expect(stderr).toContain('2026-10 does not hold this moment')
})

test.each([
  ['no rows', [], 1, 'SERIES_INVALID'],
  ['one day', [5], 0, 'too-short'],
  ['two days', [5, 3], 0, 'too-short'],
  ['all zeros', [0, 0, 0, 0], 0, 'no-spend'],
  ['a value below zero', [1, -2, 3], 1, 'SERIES_INVALID'],
  ['a value beyond all reason', [1, 2, 1e13], 0, 'too-large'],
])('%s: a named outcome', (name, values, exitCode, code) => {
  const run = json(['forecast', '--series', csv(`${name}.csv`, dayRows(values))])
  expect(run.exitCode).toBe(exitCode)
  expect(exitCode === 1 ? run.report.error.code : run.report.reason.code).toBe(code)
})

test('no spend at all is the band from 0 to 0, with the reason', () => {
  const {report} = json(['forecast', '--series', csv('zeros.csv', dayRows(new Array(50).fill(0)))])
  expect(report).toMatchObject({point: {usd: 0}, band: {lowUsd: 0, highUsd: 0, calibrated: false}})
})

test.each([
  ['a constant series', new Array<number>(40).fill(3), 'no-variance'],
  ['one spike', [50, ...new Array<number>(40).fill(0)], 'single-spike'],
  ['a gap of months', [5, ...new Array<number>(90).fill(0), 4], 'long-gap'],
  ['3 to 13 days', [1, 2, 3, 4, 5], 'borrowed-from-others'],
  ['14 to 59 days', new Array<number>(20).fill(0).map((_, i) => i % 3), 'short-history-coverage'],
])('%s has a finite band, and what to know beside it', (name, values, note) => {
  const {report} = json(['forecast', '--series', csv(`note-${name}.csv`, dayRows(values))])
  expect(Number.isFinite(report.band.highUsd)).toBe(true)
  expect(report.band.highUsd).toBeGreaterThan(0)
  expect(report.notes.map(({code}: {code: string}) => code)).toContain(note)
})

test('bad rows are named with row and column, and nothing is forecast from half a file', () => {
  const file = csv('bad.csv', ['2026-01-01,5', '2026-01-02,five', '2026-13-01,5'])
  const {exitCode, stderr, stdout} = runPech(['forecast', '--series', file])
  expect(exitCode).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain(`${file}:3:2: expected a number, found "five"`)
  expect(stderr).toContain(`${file}:4:1: expected a date YYYY-MM-DD, found "2026-13-01"`)
})

test('an origin of the backtest equals the forecast of the series cut off there', () => {
  const values = Array.from({length: 200}, (_, index) => (index % 5 === 0 ? index % 17 : 0) + (index % 7 === 2 ? 4 : 0))
  const whole = csv('whole.csv', dayRows(values))
  const {report} = json(['forecast', '--series', whole, '--backtest', '--horizons', '1d,30d'])
  for (const origin of [report.origins[0], report.origins.at(-1)]) {
    const days = ['--days', String(origin.horizonDays)]
    const asOf = json(['forecast', '--series', whole, '--as-of', origin.origin, ...days]).report
    const known = values.slice(0, 1 + (Date.parse(origin.origin) - Date.UTC(2026, 0, 1)) / 86_400_000)
    const cut = json(['forecast', '--series', csv('cut.csv', dayRows(known)), ...days]).report
    expect(cut.band).toEqual(asOf.band)
    expect(asOf.band).toMatchObject({lowUsd: origin.low, highUsd: origin.high})
    expect(asOf.point.usd).toBe(origin.point)
  }
})

test('ses is point ± z·sd of the sum, as R gives it, clamped at 0', () => {
  const {report} = json([
    'forecast',
    '--series',
    csv('ses.csv', dayRows([1, 2, 3, 4, 10])),
    '--method',
    'ses',
    '--days',
    '1',
  ])
  // R: ses(c(1,2,3,4,10), h = 1, alpha = 0.3, initial = "simple")
  const errors = [0, 1, 1.7, 2.19, 7.533]
  const level = [1, 2, 3, 4, 10].slice(1).reduce((state, value) => state + 0.3 * (value - state), 1)
  const sigma2 = errors.reduce((sum, error) => sum + error ** 2, 0) / 5
  expect(report.model).toMatchObject({method: 'ses', alpha: 0.3})
  expect(report.model.levelUsd).toBeCloseTo(level, 12)
  expect(report.model.sigma2).toBeCloseTo(sigma2, 9)
  expect(report.band.highUsd).toBeCloseTo(level + 1.959963984540054 * Math.sqrt(sigma2), 9)
})

test.each([
  ['--level', '1.2'],
  ['--alpha', 'much'],
  ['--horizons', '7x'],
  ['--horizons', '99999d'],
  ['--as-of', '2026-02-31'],
  ['--as-of', '2020-01-01'],
])('%s %s is refused with what would be right', (flag, value) => {
  const {exitCode, stderr} = runPech(['forecast', '--series', csv('ok.csv', dayRows([1, 2, 3, 4])), flag, value])
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^pech: .+\nhint: .+\n$/s)
})

test('calls from the future and calls without a time are left out, and said', () => {
  const home = writeCalls([
    {at: '2026-10-01T10:00:00Z', output: 1000},
    {at: '2026-10-02T10:00:00Z', output: 1000},
    {at: '2026-10-03T10:00:00Z', output: 1000},
    {at: '2026-10-04T10:00:00Z', output: 1000},
    {at: '2027-03-01T10:00:00Z', output: 9_000_000},
    {at: null, output: 9_000_000},
  ])
  const {report} = json(['forecast'], {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude')})
  expect(report.gaps).toMatchObject({futureCalls: 1, undatedCalls: 1})
  // output of claude-opus-4-5 at $25 per million tokens
  expect(report.toDateUsd).toBeCloseTo(4 * 0.025, 12)
  expect(report.knownDays).toBe(3)
})

test('days are those of the zone: 23 and 25 hours where the clocks change', () => {
  const home = writeCalls([
    {at: '2026-10-24T22:30:00Z', output: 1000},
    {at: '2026-10-25T22:30:00Z', output: 2000},
    {at: '2026-10-26T22:30:00Z', output: 3000},
    {at: '2026-10-27T22:30:00Z', output: 4000},
  ])
  const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude'), PECH_NOW: '2026-10-28T12:00:00Z'}
  const berlin = json(['forecast', '--timezone', 'Europe/Berlin'], env).report
  // 24th 22:30Z is the 25th in Berlin; from the 25th on midnight is at 23:00Z
  expect(berlin.knownDays).toBe(3)
  expect(berlin.toDateUsd).toBeCloseTo(0.25, 12)
  expect(json(['forecast', '--timezone', 'UTC'], env).report.knownDays).toBe(4)
})

const daily = new URL('series/daily/', sharedFolder)

test.skipIf(!existsSync(daily))('every expected origin of the proxy series is answered once', () => {
  const [name = ''] = readdirSync(daily)
  const days = readFileSync(new URL(name, daily), 'utf8').trim().split('\n').length - 1
  const file = fileURLToPath(new URL(name, daily))
  const {report} = json(['forecast', '--series', file, '--backtest', '--horizons', '1d,7d,30d'])
  const expected = [1, 7, 30].map((horizon) => Math.floor((days - horizon - 120) / 7) + 1)
  expect(report.methods[0].horizons.map(({origins}: {origins: number}) => origins)).toEqual(expected)
})

import {join} from 'node:path'
import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'
import {writeCalls} from './written-calls.ts'

/** $10 on the last whole day against 4, 6 and 2 before; output at $25 per million tokens. */
const home = writeCalls([
  {at: '2026-10-01T10:00:00Z', output: 160_000},
  {at: '2026-10-02T10:00:00Z', output: 240_000},
  {at: '2026-10-03T10:00:00Z', output: 80_000},
  {at: '2026-10-04T10:00:00Z', output: 400_000},
])

function burn(now: string, ...args: string[]) {
  const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude'), PECH_NOW: now}
  const {stdout, exitCode} = runPech(['burn', '--json', ...args], {env})
  return {report: JSON.parse(stdout), exitCode}
}

test('10 against a mean of 4 is +150 %, once its day is over', () => {
  const {report, exitCode} = burn('2026-10-05T01:00:00Z', '--lookback', '5d', '--alert-on-acceleration', '149')
  expect(exitCode).toBe(2)
  expect(report).toMatchObject({
    latest: {usd: 10, treatment: 'current-left-out'},
    priorMeanUsd: 4,
    priorBuckets: 3,
    delta: {usd: 6, pct: 150},
    alert: {triggered: true},
  })
  expect(burn('2026-10-05T01:00:00Z', '--lookback', '5d', '--alert-on-acceleration', '150').exitCode).toBe(0)
})

test('empty days count as 0: they are no reason to look back further', () => {
  const {report} = burn('2026-10-05T01:00:00Z', '--lookback', '9d')
  expect(report).toMatchObject({priorBuckets: 7, priorMeanUsd: expect.closeTo(12 / 7, 9)})
})

test('a day of which most is over is drawn out to its whole length', () => {
  const {report} = burn('2026-10-04T18:00:00Z', '--lookback', '4d')
  expect(report.latest).toEqual({usd: expect.closeTo(10 / 0.75, 9), treatment: 'scaled', elapsedShare: 0.75})
})

test('from nothing, any growth is acceleration', () => {
  const {report, exitCode} = burn(
    '2026-10-04T18:00:00Z',
    '--bucket',
    '2h',
    '--lookback',
    '10h',
    '--alert-on-acceleration',
    '1000',
  )
  expect(report.series.map(({usd}: {usd: number}) => usd)).toEqual([10, 0, 0, 0, 0])
  expect(exitCode).toBe(0)
  const grown = burn('2026-10-04T10:30:00Z', '--bucket', '1h', '--lookback', '3h', '--alert-on-acceleration', '1000')
  expect(grown.report.delta).toEqual({usd: 20, pct: null})
  expect(grown.exitCode).toBe(2)
  expect(grown.report.live.usdPerHour).toBe(10)
})

test('a day of 25 hours is one bucket', () => {
  const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude'), PECH_NOW: '2026-10-26T12:00:00Z'}
  const {stdout} = runPech(['burn', '--json', '--timezone', 'Europe/Berlin', '--lookback', '3d'], {env})
  const {series} = JSON.parse(stdout)
  expect(
    series.map(({label, from, to}: Record<string, string>) => [
      label,
      (Date.parse(to ?? '') - Date.parse(from ?? '')) / 3_600_000,
    ]),
  ).toEqual([
    ['2026-10-24', 24],
    ['2026-10-25', 25],
    ['2026-10-26', 24],
  ])
})

test.each([
  ['--bucket', '1y'],
  ['--lookback', '1d'],
  ['--alert-on-acceleration', 'much'],
  ['--alert-on-acceleration', '-5'],
])('%s %s is refused with what would be right', (flag, value) => {
  const {exitCode, stderr} = runPech(['burn', '--demo', flag, value])
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^pech: .+\nhint: .+\n$/)
})

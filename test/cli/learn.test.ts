import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'
import {writeCalls} from './written-calls.ts'

/** Five calls of $.1, .2, .3, .4 and .5 (output at $25 per million), then a session of equal ones, then a short one. */
const home = writeCalls([
  ...[4, 8, 12, 16, 20].map((tokens, index) => ({
    at: `2026-10-01T10:0${index}:00Z`,
    output: tokens * 1000,
    session: 'first',
  })),
  ...[1, 2, 3, 4, 5].map((minute) => ({at: `2026-10-02T10:0${minute}:00Z`, output: 40_000, session: 'second'})),
  ...[1, 2, 3, 4].map((minute) => ({at: `2026-10-03T10:0${minute}:00Z`, output: 90_000, session: 'short'})),
])
const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude')}
const at = (now: string, ...args: string[]) => runPech(['learn', ...args], {env: {...env, PECH_NOW: now}})
const key = 'agent=main,model=claude-opus-4-5-20251101'

test('a session that has ended teaches mean, spread, median and 95th percentile; the export has the known shape', () => {
  const {stdout} = at('2026-10-02T12:00:00Z', 'export')
  const learnings = JSON.parse(stdout)
  expect(learnings).toMatchObject({version: 1, last_updated: '2026-10-02T12:00:00.000Z', n_sessions_accumulated: 1})
  const pattern = {
    n_observations: 5,
    mu_cost_usd: expect.closeTo(0.3, 12),
    sigma_cost_usd: expect.closeTo(Math.sqrt(0.02), 12),
    p50: expect.closeTo(0.3, 12),
    p95: expect.closeTo(0.5, 12),
    last_session: 'first',
  }
  expect(learnings.patterns[key]).toEqual(pattern)
  expect(learnings.patterns['(none):hook:unknown']).toEqual(pattern)
})

test('each session counts once, with a twentieth of the weight; fewer than five calls teach nothing', () => {
  const expected = {n_observations: 10, mu_cost_usd: expect.closeTo(0.95 * 0.3 + 0.05, 12), last_session: 'second'}
  for (const _again of [1, 2]) {
    const {patterns, n_sessions_accumulated: sessions} = JSON.parse(at('2026-10-05T12:00:00Z', '--json').stdout)
    expect(patterns[key]).toMatchObject(expected)
    expect(sessions).toBe(3)
  }
})

test('an export is written to a file as a whole', () => {
  const file = join(home, 'learnings.json')
  expect(at('2026-10-05T12:00:00Z', 'export', '--output', file).exitCode).toBe(0)
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')).patterns)).toContain('(none)')
})

test('after a reset nothing is known, and sessions that had ended do not teach again', () => {
  expect(at('2026-10-05T12:00:00Z', 'reset').stdout).toContain('Forgotten: 4 patterns')
  expect(at('2026-10-06T12:00:00Z').stdout).toContain('0 patterns learned from 0 sessions')
})

test('the demo shows what each kind of calls usually costs', () => {
  const {stdout} = runPech(['learn', '--demo'])
  expect(stdout).toMatch(/^34 patterns learned from 78 sessions\.\n/)
  expect(stdout).toMatch(/main, opus-5-5 +191 +\$0\.36/)
})

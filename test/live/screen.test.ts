import {join} from 'node:path'
import {expect, test} from 'vitest'
import {LIVE_DIMENSIONS} from '../../src/app/live.ts'
import {makeReport} from '../../src/app/report.ts'
import {compose} from '../../src/cli/composition.ts'
import {look} from '../../src/cli/look.ts'
import {liveFeed} from '../../src/cli/run-live.ts'
import {liveJson} from '../../src/live/json.ts'
import {liveScreen} from '../../src/live/screen.ts'
import {reportJson} from '../../src/render/report-json.ts'
import {textWidth} from '../../src/render/text-width.ts'
import {root} from '../../scripts/bundles.ts'
import {freshHome} from '../run-pech.ts'

const settings = {timezone: 'Europe/Berlin', ingest: true, quiet: true}
const ports = compose({...settings, env: {}, demo: true})
const state = liveFeed(ports).now()
const still = {rows: 50, selected: 0, paused: false, help: false, notice: null}
const screen = {color: false, unicode: true, home: undefined, timezone: 'Europe/Berlin'}

test.each([60, 80, 120, 200, 240])('the view of the demo at %i columns', async (columns) => {
  const lines = liveScreen(state, still, {...screen, columns})
  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns)
  expect(lines.length).toBeLessThan(50)
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/live-${columns}.txt`)
})

test('without Unicode the view is ASCII, and on a low screen its keys are still there', async () => {
  const lines = liveScreen(state, {...still, rows: 24}, {...screen, unicode: false, columns: 80})
  expect(lines).toHaveLength(23)
  expect(lines.at(-1)).toContain('q quit')
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/live-ascii.txt')
})

test('a bar goes on from what is spent to what the forecast expects and allows; sessions have no forecast', () => {
  const everything = state.budgets.find(({judged}) => judged.rule.name === 'everything')
  expect(everything?.atEnd).toMatchObject({low: expect.any(Number), high: expect.any(Number)})
  const {point, low, high} = everything?.atEnd ?? {point: 0, low: 0, high: 0}
  expect(low).toBeGreaterThanOrEqual(167.45)
  expect(point).toBeGreaterThanOrEqual(low)
  expect(high).toBeGreaterThan(point)
  for (const {judged, atEnd} of state.budgets) if (judged.rule.window === 'session') expect(atEnd).toBeNull()
  const [, line] = liveScreen(state, still, {...screen, columns: 80})
    .join('\n')
    .split('Budgets')
  expect(line).toMatch(/everything" +█+.?▒+░+ /)
})

test("its JSON says what a report of today says, and no session's title", () => {
  const nowMs = ports.clock()
  const {ledger} = look(ports)
  const fromMs = Date.parse('2026-11-19T23:00:00Z')
  const period = {label: '2026-11-20', fromMs, toMs: nowMs + 1, timezone: 'Europe/Berlin'}
  const request = {period, by: [], filters: [], monthStart: 1, top: null, last: null, sort: 'usd' as const, nowMs}
  const live = JSON.parse(liveJson(state))
  expect(live.today).toEqual(JSON.parse(reportJson(makeReport(ledger, request, []))).totals)
  const titles = state.sessions.flatMap(({title}) => title ?? [])
  expect(titles.length).toBeGreaterThan(1)
  for (const title of titles) expect(JSON.stringify(live)).not.toContain(title)
})

test.each(['names-terminal', 'names-documents'])('the names of the world %s keep to their columns', (world) => {
  const CLAUDE_CONFIG_DIR = join(root, 'fixtures/worlds', world, 'claude')
  const env = {CLAUDE_CONFIG_DIR, PECH_HOME: freshHome(), PECH_NOW: '2026-11-12T12:00:00Z'}
  const feed = liveFeed(compose({...settings, env, demo: false}))
  const [session = null] = feed.now().sessions.map(({id}) => id)
  expect(session).not.toBeNull()
  for (const dimension of LIVE_DIMENSIONS) {
    for (const drilled of [null, session]) {
      const hostile = feed.state({dimension, unit: 'month', session: drilled})
      for (const columns of [60, 120]) {
        for (const line of liveScreen(hostile, still, {...screen, columns})) {
          expect(textWidth(line)).toBeLessThanOrEqual(columns)
          expect(line).not.toMatch(/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u)
        }
      }
    }
  }
  feed.close()
})

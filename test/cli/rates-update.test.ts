import {existsSync, readFileSync} from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {freshHome, runPech} from '../run-pech.ts'

const tables = fileURLToPath(new URL('../../fixtures/rate-cards/tables/', import.meta.url))
const demo = fileURLToPath(new URL('../../fixtures/demo/claude', import.meta.url))

function world() {
  const home = freshHome()
  const env = {PECH_NOW: '2026-11-21T12:00:00Z', PECH_HOME: home, CLAUDE_CONFIG_DIR: demo}
  return {home, pech: (...args: string[]) => runPech(args, {env})}
}

test('an update without a terminal refuses a jump with exit 1, and writes nothing', () => {
  const {home, pech} = world()
  const jump = join(tables, 'litellm-jump.json')
  const {exitCode, stdout} = pech('rates', 'update', '--from', jump, '--effective', '2026-12-01')
  expect(exitCode).toBe(1)
  expect(stdout).toContain('+200%')
  expect(stdout).toContain('nothing was written')
  expect(existsSync(join(home, 'rate-card.json'))).toBe(false)
  expect(pech('rates', 'update', '--from', 'http://prices.example/x.json').stderr).toContain('no https address')
})

test('after an update the new card is in force; the second time nothing is done; diff says the same', () => {
  const {home, pech} = world()
  const table = join(tables, 'genai-prices.json')
  expect(pech('rates', 'update', '--from', table).exitCode).toBe(0)
  const shown = JSON.parse(pech('rates', 'show', 'claude-sonnet-5-5', '--at', '2026-12-20', '--json').stdout)
  expect(shown).toMatchObject({
    card: {source: join(home, 'rate-card.json')},
    models: [{rows: [{usdPerMillion: {input: 1.8}}]}],
  })
  expect(pech('rates', 'check').exitCode).toBe(0)
  expect(JSON.parse(pech('rates', 'update', '--from', table, '--json').stdout)).toMatchObject({
    state: 'unchanged',
    proposals: [],
  })
  expect(readFileSync(join(home, 'rate-card-history.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(readFileSync(join(home, 'events.jsonl'), 'utf8'))).toMatchObject({
    event: 'pech.rate_card.changed',
    payload: {before: expect.any(String), after: shown.card.fingerprint},
  })
  expect(pech('rates', 'diff', 'current', 'current').stdout).toContain('no difference')
})

test('a past call moves only by reprice, which says first what would change and leaves a record', () => {
  const {home, pech} = world()
  const totals = () => JSON.parse(pech('report', '--all', '--json').stdout).totals.picodollars
  const before = totals()
  const jump = join(tables, 'litellm-jump.json')
  expect(pech('rates', 'update', '--from', jump, '--effective', '2026-11-01', '--yes').exitCode).toBe(0)
  expect(totals()).toBe(before)
  const reprice = (...more: string[]) =>
    JSON.parse(pech('rates', 'reprice', '--from', '2026-11-01', '--json', ...more).stdout)
  const dry = reprice('--dry-run')
  expect(dry.calls).toBeGreaterThan(0)
  expect(dry.groups.map(({model}: {model: string}) => model)).toEqual(expect.arrayContaining(['claude-opus-5-5']))
  expect(totals()).toBe(before)
  expect(reprice()).toMatchObject({calls: dry.calls, delta: dry.delta})
  expect(BigInt(totals()) - BigInt(before)).toBe(BigInt(dry.delta.picodollars))
  expect(reprice()).toMatchObject({calls: 0})
  const events = pech('events')
    .stdout.trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const changes = events.filter(({event}) => event === 'pech.rate_card.changed')
  expect(changes.map(({payload}) => payload.repriced_calls)).toEqual([undefined, dry.calls])
  const records = new DatabaseSync(join(home, 'ledger.db')).prepare('SELECT calls FROM reprice').all()
  expect(records).toEqual([expect.objectContaining({calls: dry.calls})])
  expect(pech('verify').exitCode).toBe(0)
})

import {spawn} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {expect, test} from 'vitest'
import {launcher} from '../run-pech.ts'
import {GateWorld} from './gate-world.ts'

const HOOKS = 32
const ROUNDS = 30

function hook(world: GateWorld, event: string, input: string): Promise<{exitCode: number | null; stderr: string}> {
  const child = spawn(process.execPath, [launcher, 'hook', event], {
    env: {
      PATH: process.env['PATH'],
      HOME: world.home,
      PECH_NOW: '2026-10-04T12:00:00Z',
      PECH_TIMEZONE: 'UTC',
      ...world.env,
    },
  })
  let stderr = ''
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  child.stdin.end(input)
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({exitCode, stderr})))
}

test('thirty-two hooks at once, thirty times: no error, no call or event lost or doubled', async () => {
  const world = new GateWorld()
  world.budgets(
    '{thresholds: [25, 50, 75, 100], budgets: [{limit_usd: 600}, {name: each, window: session, each: session, limit_usd: 100}]}',
  )
  world.config('rate_limit: {capacity: 100000, refill_per_second: 0}')
  world.spend('s0', 0.5)
  world.ingest()
  for (let round = 0; round < ROUNDS; round++) {
    for (let session = 0; session < 8; session++) world.spend(`s${session}`, 2.5)
    const ends = await Promise.all(
      Array.from({length: HOOKS}, (_, index) => {
        const event = index % 4 === 0 ? 'PreToolUse' : 'PostToolUse'
        return hook(world, event, world.hookJson(`s${index % 8}`))
      }),
    )
    expect(ends.filter(({exitCode, stderr}) => exitCode !== 0 || stderr !== '')).toEqual([])
  }
  const database = new DatabaseSync(join(world.home, 'ledger.db'), {readOnly: true})
  const count = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0])
  expect(count('SELECT count(*) FROM call')).toBe(ROUNDS * 8 + 1)
  expect(count('SELECT count(DISTINCT identity) FROM call')).toBe(ROUNDS * 8 + 1)
  expect(count("SELECT usd FROM spent WHERE rule = 0 AND window = '2026-10'")).toBe(600)
  expect(count("SELECT sum(100000 - tokens) FROM limiter WHERE skill = '(none)'")).toBe((ROUNDS * HOOKS) / 4)
  // the month passes 25, 50, 75 and 100 %; each of the eight sessions ($75 of $100) passes 25, 50 and 75 %
  expect(count('SELECT count(*) FROM event')).toBe(4 + 8 * 3)
  const lines = readFileSync(join(world.home, 'events.jsonl'), 'utf8').trim().split('\n')
  expect(new Set(lines).size).toBe(4 + 8 * 3)
  expect(lines).toHaveLength(4 + 8 * 3)
  database.close()
}, 180_000)

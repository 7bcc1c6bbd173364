import {spawn, spawnSync} from 'node:child_process'
import {chmodSync, closeSync, existsSync, openSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {expect, test} from 'vitest'
import {launcher} from '../run-pech.ts'
import {GateWorld} from './gate-world.ts'

const RULES = '{budgets: [{window: session, limit_usd: 5, on_breach: hard_stop}]}'

function world(usd = 1): GateWorld {
  const made = new GateWorld()
  made.budgets(RULES)
  made.spend('s', usd)
  made.ingest()
  made.run(['budget', 'check', '--quiet'])
  return made
}

test.skipIf(!existsSync('/dev/full'))('a stop stands where nothing can be written, and is told on stderr', () => {
  const ours = world(9)
  const full = openSync('/dev/full', 'w')
  const check = ['budget', 'check', '--hook', '--json']
  const {status, stderr} = spawnSync(process.execPath, [launcher, ...check], {
    env: {...process.env, PECH_NOW: '2026-10-04T12:00:00Z', PECH_TIMEZONE: 'UTC', HOME: ours.home, ...ours.env},
    input: JSON.stringify({session_id: 's', cwd: '/nowhere/p', hook_event_name: 'PreToolUse'}),
    stdio: ['pipe', full, 'pipe'],
    encoding: 'utf8',
  })
  closeSync(full)
  expect({status, stderr}).toMatchObject({status: 2, stderr: expect.stringContaining('spent $9.00 of $5.00')})
})

interface Open {
  readonly exitCode: number | null
  readonly stderr: string
  readonly stdout: string
  readonly ms: number
}

/** Starts pech with a stdin that is written to and stays open. */
function withOpenStdin(ours: GateWorld, args: readonly string[], input: string): Promise<Open> {
  const startMs = performance.now()
  const child = spawn(process.execPath, [launcher, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: ours.home,
      PECH_NOW: '2026-10-04T12:00:00Z',
      PECH_TIMEZONE: 'UTC',
      ...ours.env,
    },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  child.stdin.on('error', () => {})
  child.stdin.write(input)
  return new Promise((resolve) => {
    child.on('close', (exitCode) => resolve({exitCode, stdout, stderr, ms: performance.now() - startMs}))
  })
}

test('a stdin that stays open hangs nobody', async () => {
  const ours = world()
  const whole = await withOpenStdin(ours, ['hook', 'PreToolUse'], ours.hookJson('s'))
  expect([whole.exitCode, whole.ms < 1500]).toEqual([0, true])
  const torn = await withOpenStdin(ours, ['budget', 'check', '--hook'], '{"session_id":')
  expect([torn.exitCode, torn.ms < 4000]).toEqual([1, true])
  const silent = await withOpenStdin(ours, ['budget', 'check'], '')
  expect([silent.exitCode, silent.ms < 1500, silent.stdout.slice(0, 3)]).toEqual([0, true, 'OK:'])
})

test('a ledger that is locked for ten seconds is not waited for: the hook says so and lets go', () => {
  const ours = world()
  const lock = new DatabaseSync(join(ours.home, 'ledger.db'))
  lock.exec('BEGIN IMMEDIATE')
  ours.spend('s', 1)
  const startMs = performance.now()
  const {exitCode, stderr} = ours.run(['hook', 'PreToolUse'], ours.hookJson('s'))
  expect([exitCode, stderr, performance.now() - startMs < 8000]).toEqual([1, 'pech: database is locked\n', true])
  expect(ours.run(['statusline'], ours.hookJson('s')).stdout).toContain('session')
  lock.exec('ROLLBACK')
  lock.close()
  expect(ours.run(['hook', 'PreToolUse'], ours.hookJson('s')).exitCode).toBe(0)
})

test('what was spent before stops calls also while the ledger is locked', () => {
  const ours = world(9)
  const lock = new DatabaseSync(join(ours.home, 'ledger.db'))
  lock.exec('BEGIN IMMEDIATE')
  expect(ours.run(['budget', 'check', '--hook'], ours.hookJson('s')).exitCode).toBe(2)
  lock.close()
})

test.skipIf(process.getuid?.() === 0)('a folder that is read only is named', () => {
  const ours = new GateWorld()
  chmodSync(ours.home, 0o500)
  const {exitCode, stderr} = ours.run(['hook', 'PreToolUse'], ours.hookJson('s'))
  chmodSync(ours.home, 0o700)
  expect([exitCode, stderr.split('\n').length]).toEqual([1, 2])
})

test('a ledger that is no database is set aside, said, and stops nobody', () => {
  const ours = world(9)
  for (const suffix of ['-wal', '-shm']) rmSync(join(ours.home, `ledger.db${suffix}`), {force: true})
  writeFileSync(join(ours.home, 'ledger.db'), 'no database '.repeat(1000))
  const {exitCode, stderr} = ours.run(['hook', 'PreToolUse'], ours.hookJson('s'))
  expect([exitCode, /^pech: the ledger .* is damaged .*\n$/.test(stderr)]).toEqual([1, true])
  expect(ours.run(['hook', 'PreToolUse'], ours.hookJson('s')).exitCode).toBe(0)
})

test('a transcript that has vanished, or never was, changes no verdict', () => {
  const ours = world(9)
  rmSync(ours.transcript('s'))
  expect(ours.run(['hook', 'PreToolUse'], ours.hookJson('s')).exitCode).toBe(2)
  expect(ours.run(['hook', 'PreToolUse'], ours.hookJson('new')).exitCode).toBe(0)
})

test('a clock that goes back a year judges the windows of that time', () => {
  const ours = new GateWorld()
  ours.budgets('{budgets: [{limit_usd: 5, on_breach: hard_stop}]}')
  ours.spend('s', 9)
  ours.ingest()
  const at = (now: string) => ours.run(['hook', 'PreToolUse'], ours.hookJson('s'), {PECH_NOW: now}).exitCode
  expect([at('2026-10-04T12:00:00Z'), at('2025-10-04T12:00:00Z'), at('2026-10-04T12:00:01Z')]).toEqual([2, 0, 2])
})

test('what is no JSON of a hook is one line on stderr and exit 1', () => {
  const ours = world()
  for (const input of ['', 'x', '[]', '{"a":', `"${'y'.repeat(3_000_000)}"`]) {
    const {exitCode, stdout, stderr} = ours.run(['hook', 'PreToolUse'], input)
    expect([exitCode, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1])
  }
  const huge = ours.hookJson('s', {tool_response: 'z'.repeat(5_000_000)})
  expect(ours.run(['hook', 'PostToolUse'], huge).exitCode).toBe(0)
})

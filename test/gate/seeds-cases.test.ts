import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {GateWorld} from './gate-world.ts'

const CAP = 'budgets:\n  - {arm: fixture-hot, monthly_usd_cap: 10, action_on_breach: hard_stop, grace_pct: 100}\n'

test('$250 of a cap of $10 stops tool calls below the arm’s folder, and nowhere else', () => {
  const world = new GateWorld()
  world.spend('hot', 250, {cwd: '/nonexistent/fixture-hot/work'})
  world.budgets(CAP)
  world.ingest()
  const inside = world.run(['budget', 'check', '--hook'], world.hookJson('hot', {cwd: '/nonexistent/fixture-hot/work'}))
  expect(inside).toMatchObject({exitCode: 2, stdout: ''})
  expect(inside.stderr).toBe(
    `pech: arm "fixture-hot" spent $250.00 of $10.00 this month; raise monthly_usd_cap in ~/budgets.yaml to go on\n`,
  )
  const outside = world.run(['budget', 'check', '--hook'], world.hookJson('x', {cwd: '/home/user/other-project'}))
  expect(outside).toEqual({exitCode: 0, stdout: '', stderr: ''})
  expect(
    world.run(['hook', 'PreToolUse'], world.hookJson('hot', {cwd: '/nonexistent/fixture-hot/work'})).exitCode,
  ).toBe(2)
})

test('the reason spells out the grace', () => {
  const world = new GateWorld()
  world.spend('s', 221.4, {cwd: '/clients/client-x'})
  world.budgets('{budgets: [{match: {arm: client-x}, limit_usd: 200, grace_pct: 110, on_breach: hard_stop}]}')
  world.ingest()
  expect(world.run(['budget', 'check', '--hook'], world.hookJson('s', {cwd: '/clients/client-x'})).stderr).toBe(
    'pech: arm "client-x" spent $221.40 of $200.00 (+10 % grace = $220.00) this month; raise limit_usd in ~/budgets.yaml to go on\n',
  )
})

test('a second session at $9.90 of $5 is reported, and a check without new calls changes nothing', () => {
  const world = new GateWorld()
  world.budgets('{"session": {"total_usd": 5.00, "opus_usd": 2.00}}')
  world.spend('first', 2.6)
  world.ingest()
  world.run(['hook', 'PostToolUse'], world.hookJson('first'))
  world.spend('second', 9.9)
  for (let time = 0; time < 3; time++) world.run(['hook', 'PostToolUse'], world.hookJson('second'))
  const events = readFileSync(join(world.home, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): {event: string; payload: Record<string, unknown>} => JSON.parse(line))
  expect(events.map(({payload}) => [payload['scope_key'], payload['threshold'], payload['current_usd']])).toEqual([
    ['first', 0.5, 2.6],
    ['second', 0.5, 9.9],
    ['second', 0.8, 9.9],
    ['second', 1, 9.9],
  ])
  expect(world.run(['events']).stdout).toBe(readFileSync(join(world.home, 'events.jsonl'), 'utf8'))
})

test('the newest bytes of the transcript and of its subagents count', () => {
  const world = new GateWorld()
  world.budgets('{budgets: [{window: session, limit_usd: 5, on_breach: hard_stop}]}')
  world.spend('s', 1)
  world.ingest()
  expect(world.run(['hook', 'PreToolUse'], world.hookJson('s')).exitCode).toBe(0)
  world.spend('s', 2)
  const side = join(world.home, 'claude', 'projects', '-p', 's', 'subagents', 'agent-a.jsonl')
  world.spend('s', 2, {file: side})
  expect(world.run(['hook', 'PreToolUse'], world.hookJson('s')).exitCode).toBe(2)
  expect(world.run(['hook', 'PreToolUse'], world.hookJson('other')).exitCode).toBe(0)
})

test('before the first full ingest nothing is stopped', () => {
  const world = new GateWorld()
  world.budgets('{budgets: [{window: session, limit_usd: 1, on_breach: hard_stop}]}')
  world.spend('s', 5)
  const {exitCode, stdout} = world.run(['budget', 'check', '--hook', '--json'], world.hookJson('s'))
  expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, {verdict: 'WARN', incomplete: true}])
})

test('a model without a price is estimated, or at least a warning', () => {
  const world = new GateWorld()
  world.budgets('{budgets: [{window: session, limit_usd: 5, on_breach: hard_stop}]}')
  world.spend('family', 5000, {model: 'claude-opus-9'})
  world.spend('nobody', 1, {model: 'strange-model'})
  world.ingest()
  expect(world.run(['budget', 'check', '--hook'], world.hookJson('family')).exitCode).toBe(2)
  const {exitCode, stdout} = world.run(['budget', 'check', '--hook', '--json'], world.hookJson('nobody'))
  expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, {verdict: 'WARN'}])
})

test('a mistake in the file is named with line and column; the other rules hold, and work goes on', () => {
  const world = new GateWorld()
  world.budgets(
    'budgets:\n  - {limit_usd: 1, grace_pt: 1}\n  - {window: session, limit_usd: 5, on_breach: hard_stop}\n',
  )
  world.spend('s', 4)
  world.ingest()
  const fine = world.run(['hook', 'PreToolUse'], world.hookJson('s'))
  expect(fine.exitCode).toBe(1)
  expect(fine.stderr).toMatch(/^pech: ~\/budgets\.yaml:2:20: budgets\[0\]\.grace_pt: .*\n$/)
  world.spend('s', 4)
  expect(world.run(['hook', 'PreToolUse'], world.hookJson('s')).exitCode).toBe(2)
})

test('the limiter says once per emptying that it is empty, and stops calls when it is told to', () => {
  const world = new GateWorld()
  const call = (env = {}) => world.run(['hook', 'PreToolUse'], world.hookJson('s'), env)
  world.config('rate_limit: {capacity: 2, refill_per_second: 1}')
  expect([call(), call()].map(({stdout}) => stdout)).toEqual(['', ''])
  expect(call().stdout).toContain('systemMessage')
  expect(call().stdout).toBe('')
  world.config('rate_limit: {capacity: 2, refill_per_second: 1, blocking: true}')
  expect(call()).toMatchObject({exitCode: 2, stdout: ''})
  expect(call({PECH_NOW: '2026-10-04T12:00:05Z'}).exitCode).toBe(0)
  expect(call({PECH_NOW: '2025-10-04T12:00:05Z'}).exitCode).toBe(0)
  const events = world.run(['events']).stdout.trim().split('\n')
  expect(events).toHaveLength(1)
})

test('ENCHANTED_ATTRIBUTION holds for the session’s calls from then on', () => {
  const world = new GateWorld()
  world.budgets('{budgets: [{match: {plugin: wixie}, limit_usd: 1, on_breach: hard_stop}]}')
  world.spend('s', 5, {at: '2026-10-04T11:00:00.000Z'})
  world.ingest()
  const env = {ENCHANTED_ATTRIBUTION: '{"plugin":"wixie","agent_tier":"orchestrator"}'}
  world.run(['hook', 'SessionStart'], world.hookJson('s'), env)
  expect(world.run(['hook', 'PreToolUse'], world.hookJson('s'), env).exitCode).toBe(0)
  world.spend('s', 2, {at: '2026-10-04T12:00:01.000Z'})
  expect(world.run(['hook', 'PreToolUse'], world.hookJson('s'), env).exitCode).toBe(2)
})

test('Stop fires every turn: an unchanged session is finalized once', () => {
  const world = new GateWorld()
  world.spend('s', 1)
  for (let time = 0; time < 3; time++) world.run(['hook', 'Stop'], world.hookJson('s'))
  world.spend('s', 2)
  for (let time = 0; time < 2; time++) world.run(['hook', 'Stop'], world.hookJson('s'))
  const totals = world
    .run(['events'])
    .stdout.trim()
    .split('\n')
    .map((line): {payload: {total_usd: number}} => JSON.parse(line))
  expect(totals.map(({payload}) => payload.total_usd)).toEqual([1, 3])
})

import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {beforeAll, expect, test} from 'vitest'
import {demoWorld} from '../demo-world.ts'
import {freshHome, runPech} from '../run-pech.ts'
import {writeCalls} from './written-calls.ts'

const env = demoWorld()
const quiet = ['--skip', 'hooks,projection']

beforeAll(() => {
  expect(runPech(['ingest'], {env}).exitCode).toBe(0)
})

type World = Readonly<Record<string, string>>
const health = (args: readonly string[], world: World = env) => {
  const {stdout, exitCode} = runPech(['health', '--json', ...args], {env: world})
  expect(runPech(['health', ...args], {env: world}).exitCode).toBe(exitCode)
  return {...JSON.parse(stdout), exitCode}
}
const check = (name: string, world: World, args: readonly string[] = []) =>
  health(['--only', name, ...args], world).checks[0]

test('every check is made, in its order, and skipped where it should be', () => {
  const names = [
    'budget',
    'burn',
    'anomaly',
    'projection',
    'orphans',
    'unpriced',
    'rate-card',
    'ingest-lag',
    'integrity',
    'hooks',
  ]
  const namesOf = (args: readonly string[]) => health(args).checks.map(({name}: {name: string}) => name)
  expect(namesOf([])).toEqual(names)
  expect(namesOf(['--skip', 'burn,hooks', '--skip', 'budget'])).toEqual(
    names.filter((name) => !/^(burn|hooks|budget)$/.test(name)),
  )
  expect(namesOf(['--only', 'hooks,budget'])).toEqual(['budget', 'hooks'])
})

test('to skip every check, or one that there is not, is an error', () => {
  expect(health(['--only', 'hooks', '--skip', 'hooks'])).toMatchObject({
    exitCode: 1,
    error: {code: 'CHECKS_ALL_SKIPPED'},
  })
  expect(health(['--skip', 'budgets'])).toMatchObject({
    exitCode: 1,
    error: {code: 'CHECK_UNKNOWN', hint: 'did you mean budget?'},
  })
})

test('health exits 2 when a check fails, 1 under --strict when one is unknown, else 0', () => {
  expect(health(['--only', 'projection']).exitCode).toBe(2)
  expect(health(['--only', 'rate-card']).exitCode).toBe(0)
  const empty = {PECH_HOME: freshHome(), PECH_NOW: '2026-11-20T17:00:00Z'}
  expect(health(['--only', 'orphans'], empty)).toMatchObject({exitCode: 0, verdict: 'unknown'})
  expect(health(['--only', 'orphans', '--strict'], empty)).toMatchObject({exitCode: 1, verdict: 'unknown'})
})

function world(calls: Parameters<typeof writeCalls>[0], budgets = ''): World {
  const home = writeCalls(calls)
  if (budgets !== '') writeFileSync(join(home, 'budgets.yaml'), budgets)
  return {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude')}
}

const dimes = [1, 2, 3, 4, 5].map((n) => ({at: `2026-10-04T0${n}:00:00Z`, output: 4000, session: `s${n}`}))
const allowance = 'version: 1\nbudgets:\n  - {name: day, window: day, limit_usd: 0.20}\n'

test('five sessions of $0.10 against a budget of $0.20 fail health', () => {
  const five = world(dimes, allowance)
  expect(health(quiet, five)).toMatchObject({exitCode: 2, verdict: 'fail'})
  expect(check('budget', five)).toMatchObject({status: 'fail', summary: 'budget "day" today: $0.50 of $0.20 (250%)'})
})

test('$10 on the last whole day against 4, 6 and 2 is +150 %, which fails from 149 on', () => {
  const outputs = [160_000, 240_000, 80_000, 400_000]
  const days = outputs.map((output, index) => ({at: `2026-10-0${index + 1}T10:00:00Z`, output}))
  const faster = {...world(days), PECH_NOW: '2026-10-05T01:00:00Z'}
  const words = {summary: '$10.00 on the latest day against $4.00 on average, +150%'}
  expect(check('burn', faster)).toMatchObject({status: 'fail', ...words})
  expect(check('burn', faster, ['--alert-acceleration', '150'])).toMatchObject({status: 'pass', ...words})
})

test('a limit in config.yaml holds, and a flag goes before it', () => {
  const skipping = world(dimes, allowance)
  writeFileSync(
    join(skipping['PECH_HOME'] ?? '', 'config.yaml'),
    'health:\n  skip: [budget]\n  alert_rate_card_age_days: 0\n',
  )
  const late = {...skipping, PECH_NOW: '2026-12-04T12:00:00Z'}
  const {checks} = health([], late)
  expect(checks.map(({name}: {name: string}) => name)).not.toContain('budget')
  expect(check('rate-card', late).status).toBe('fail')
  expect(check('rate-card', late, ['--alert-rate-card-age', '90']).status).toBe('pass')
  expect(check('budget', late).name).toBe('budget')
})

test('logs that nobody reads are noticed, and a call that the rollup lacks', () => {
  const lagging: World = {...world(dimes), PECH_NOW: '2099-01-01T00:00:00Z'}
  expect(check('ingest-lag', lagging, ['--no-ingest'])).toMatchObject({status: 'fail', hint: 'run `pech ingest`'})
  expect(check('ingest-lag', lagging)).toMatchObject({status: 'pass'})
  const later = {...lagging, PECH_NOW: '2026-10-20T00:00:00Z'}
  expect(check('integrity', later)).toMatchObject({status: 'pass'})
  const database = new DatabaseSync(join(lagging['PECH_HOME'] ?? '', 'ledger.db'))
  database.exec('UPDATE rollup SET calls = calls + 1')
  database.close()
  expect(check('integrity', later)).toMatchObject({status: 'fail', hint: 'run `pech verify`'})
})

test('hooks are found where pech init writes them, and are never worse than a warning', () => {
  const bare = world(dimes)
  expect(check('hooks', bare)).toMatchObject({status: 'warn', hint: 'run `pech init`'})
  expect(runPech(['init', '--yes'], {env: bare}).exitCode).toBe(0)
  expect(check('hooks', bare)).toMatchObject({status: 'pass', summary: 'installed'})
  const settings = join(bare['CLAUDE_CONFIG_DIR'] ?? '', 'settings.json')
  writeFileSync(settings, '{')
  expect(check('hooks', bare)).toMatchObject({status: 'warn', summary: expect.stringContaining('settings.json')})
  writeFileSync(settings, '{"enabledPlugins": {"pech@pech": true}}')
  expect(check('hooks', bare)).toMatchObject({status: 'pass'})
})

test('health speaks Nagios, GitHub, JUnit and SARIF', () => {
  const run = (format: string) => runPech(['health', '--only', 'budget,projection', '--format', format], {env}).stdout
  expect(run('nagios')).toMatch(/^PECH CRITICAL - projection: .* \| pass=0 warn=1 fail=1 unknown=0\n/)
  expect(run('github')).toMatch(/^::error title=pech%3A projection::/)
  expect(run('junit')).toContain('<testsuite name="pech health" tests="2" failures="1"')
  expect(JSON.parse(run('sarif'))).toMatchObject({version: '2.1.0'})
})

const events = ({PECH_HOME: home = ''}: World) => {
  const file = join(home, 'events.jsonl')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
  const parsed = lines.map((line): {event: string; payload: {finding: string; status: string}} => JSON.parse(line))
  return parsed
    .filter(({event}) => event === 'pech.health.status.changed')
    .map(({payload: {finding, status}}) => `${finding} ${status}`)
}

test('--notify reports a change of state once, and what passes again', () => {
  const five = world(dimes, allowance)
  const notify = (world: World) => runPech(['health', '--only', 'budget', '--notify'], {env: world}).exitCode
  expect([notify(five), notify(five)]).toEqual([2, 2])
  expect(events(five)).toEqual(['budget:day fail'])
  const tomorrow = {...five, PECH_NOW: '2026-10-05T12:00:00Z'}
  expect([notify(tomorrow), notify(tomorrow)]).toEqual([0, 0])
  expect(events(five)).toEqual(['budget:day fail', 'budget:day pass'])
})

test('a finding that was taken note of is silent for 14 days', () => {
  const five = world(dimes, 'version: 1\nbudgets:\n  - {name: month, window: month, limit_usd: 0.20}\n')
  const notify = (now: string) =>
    runPech(['health', '--only', 'budget', '--notify'], {env: {...five, PECH_NOW: now}}).exitCode
  const ack = runPech(['health', 'ack', 'budget:month', '--json'], {env: five})
  expect(JSON.parse(ack.stdout)).toMatchObject({schema: 'pech/health-ack@1', until: '2026-10-18T12:00:00.000Z'})
  expect(notify('2026-10-18T11:00:00Z')).toBe(2)
  expect(events(five)).toEqual([])
  expect(notify('2026-10-18T13:00:00Z')).toBe(2)
  expect(events(five)).toEqual(['budget:month fail'])
  expect(runPech(['health', 'ack', 'budgte'], {env: five})).toMatchObject({exitCode: 1, stdout: ''})
})

test('each finding has one GitHub issue, which is brought up to date', () => {
  const five = world(dimes, allowance)
  const bin = freshHome()
  const log = join(bin, 'log')
  const script = `#!/bin/sh\necho "$@" >> ${log}\ncat >> ${log}\necho https://github.com/mira/harbor/issues/7\n`
  writeFileSync(join(bin, 'gh'), script)
  chmodSync(join(bin, 'gh'), 0o755)
  const path = {PATH: `${bin}:${process.env['PATH'] ?? ''}`}
  const notify = (world: World) =>
    runPech(['health', '--only', 'budget', '--notify', '--github-issue'], {env: {...world, ...path}})
  notify(five)
  notify(five)
  notify({...five, PECH_NOW: '2026-10-05T12:00:00Z'})
  const calls = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('issue'))
  expect(calls).toEqual([
    'issue create --title pech health: budget fails --body-file -',
    'issue edit 7 --title pech health: budget passes again --body-file -',
  ])
  expect(readFileSync(log, 'utf8')).toContain('<!-- pech-health:budget:day -->')
})

test('without gh the findings are reported all the same', () => {
  const five = {...world(dimes, allowance), PATH: '/nonexistent'}
  const run = runPech(['health', '--only', 'budget', '--notify', '--github-issue'], {env: five})
  expect(run).toMatchObject({exitCode: 2, stderr: expect.stringContaining('gh is not installed')})
  expect(events(five)).toEqual(['budget:day fail'])
})

import {execFileSync} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {beforeAll, expect, test} from 'vitest'
import {demoWorld} from '../demo-world.ts'
import {freshHome, runPech} from '../run-pech.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/snapshots/${name}.json`, import.meta.url))
const env = demoWorld()
const [base, current] = [fixture('base'), fixture('new')]
const json = (args: readonly string[], cwd?: string) =>
  JSON.parse(runPech([...args, '--json'], {env, ...(cwd ? {cwd} : {})}).stdout)
const both = (args: readonly string[]) => [runPech(args, {env}).exitCode, runPech([...args, '--json'], {env}).exitCode]

beforeAll(() => {
  expect(runPech(['ingest'], {env}).exitCode).toBe(0)
})

test('a snapshot has the cost and calls of the report of the same period, and its cells add up to them', () => {
  const {totals, cells} = json(['snapshot', '--all'])
  const report = json(['report', '--all'])
  expect([totals.picodollars, totals.calls]).toEqual([report.totals.picodollars, report.totals.calls])
  const sum = (values: readonly (string | number)[]) => values.reduce((all: bigint, value) => all + BigInt(value), 0n)
  expect(sum(cells.map((cell: {picodollars: string}) => cell.picodollars))).toBe(BigInt(totals.picodollars))
  expect(sum(cells.map((cell: {calls: number}) => cell.calls))).toBe(BigInt(totals.calls))
})

test('calls of several skills are divided between them in a snapshot as in a report', () => {
  const {bySkill, cells} = json(['snapshot', '--all'])
  for (const {key, calls} of bySkill) {
    const own = cells.filter((cell: {skill: string}) => cell.skill === key.skill)
    expect(own.reduce((all: number, cell: {calls: number}) => all + cell.calls, 0)).toBe(calls)
  }
})

test('a snapshot of a month and the month itself differ in nothing', () => {
  const file = join(freshHome(), 'october.json')
  expect(runPech(['snapshot', '--month', '2026-10', '-o', file], {env})).toMatchObject({exitCode: 0, stdout: ''})
  const {delta, causes, gate} = json(['diff', file, '2026-10', '--alert-on-pct', '0'])
  expect(delta).toEqual({usd: 0, picodollars: '0', pct: 0})
  expect(Object.values(causes)).toEqual(Array.from({length: 7}, () => ({usd: 0, picodollars: '0'})))
  expect(gate.tripped).toBe(false)
  const {by} = json(['diff', file, '2026-10', '--by', 'project,branch'])
  expect(new Set(by.map(({status}: {status: string}) => status))).toEqual(new Set(['same']))
})

test('a snapshot of a session names it and holds its calls', () => {
  const {period, totals, byArm} = json(['snapshot', '--session', '7f69'])
  expect(period).toMatchObject({label: 'session 7f6914be-a896-416e-aef2-21b1304d7c18', from: null, to: null})
  expect(totals).toMatchObject({sessions: 1, calls: 10})
  expect(byArm).toHaveLength(1)
})

test('a snapshot says where git stands, and nothing of a folder without', () => {
  const folder = freshHome()
  expect(json(['snapshot'], folder).git).toBeNull()
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Mira', '-c', 'user.email=mira@example.org', ...args], {
      encoding: 'utf8',
    })
  git('init', '--quiet', '--initial-branch', 'feature/x')
  writeFileSync(join(folder, 'a'), '1')
  git('add', 'a')
  git('commit', '--quiet', '-m', 'first')
  const sha = git('rev-parse', 'HEAD').trim()
  expect(json(['snapshot'], folder).git).toEqual({sha, branch: 'feature/x', dirty: false})
  writeFileSync(join(folder, 'a'), '2')
  git('checkout', '--quiet', '--detach')
  expect(json(['snapshot'], folder).git).toEqual({sha, branch: null, dirty: true})
})

test('the causes of a difference between periods, branches or sessions add up to it', () => {
  const sessions = json(['session', '--list', '--all']).sessions
  const [first, second] = [sessions[0].id, sessions[1].id]
  const pairs = [
    ['2026-10', '2026-11'],
    ['2026-11-02..2026-11-09', '2026-11-09..2026-11-16'],
    ['branch:main', 'feature/search'],
    [`session:${first}`, `session:${second}`],
    [base, 'all'],
  ]
  for (const sides of pairs) {
    const {delta, causes} = json(['diff', ...sides, '--by', 'agent,skill'])
    const parts = Object.values<{picodollars: string}>(causes).map(({picodollars}) => BigInt(picodollars))
    expect(parts.reduce((sum, part) => sum + part)).toBe(BigInt(delta.picodollars))
    expect(delta.picodollars).not.toBe('0')
  }
})

test('a span, a day or a month alone is compared with the one before', () => {
  expect(json(['diff', '2026-11'])).toMatchObject({base: {label: '2026-10'}, current: {label: '2026-11'}})
  expect(json(['diff', '2026-11-01'])).toMatchObject({base: {label: '2026-10-31'}, current: {label: '2026-11-01'}})
  expect(json(['diff', '7d'])).toMatchObject({base: {label: 'the 7d before'}, current: {label: 'last 7d'}})
  expect(json(['diff', base]).error.code).toBe('USAGE')
})

test('a name that is a file and a branch is no guess, and prefixes decide', () => {
  const folder = freshHome()
  mkdirSync(join(folder, 'feature'))
  writeFileSync(join(folder, 'main'), readFileSync(base))
  expect(json(['diff', 'main', 'all'], folder).error.code).toBe('SIDE_AMBIGUOUS')
  expect(json(['diff', 'branch:main', './main'], folder)).toMatchObject({base: {label: 'main'}, current: {usd: 29.45}})
  expect(json(['diff', 'file:main', './main'], folder).delta.picodollars).toBe('0')
  expect(json(['diff', 'branch:mian', 'all'], folder).error).toMatchObject({
    code: 'SIDE_UNKNOWN',
    hint: 'did you mean branch:main?',
  })
})

test.each([
  ['nothing asked', [], 0],
  ['below the percentage', ['--alert-on-pct', '20'], 0],
  ['over the percentage', ['--alert-on-pct', '10'], 2],
  ['over the percentage by less than the minimum', ['--alert-on-pct', '10', '--min-usd', '6'], 0],
  ['over the dollars', ['--alert-on-usd', '5'], 2],
  ['a class over its percentage', ['--alert-on-class', 'output:1,input:900'], 2],
  ['a row over the percentage', ['--alert-on-pct', '20', '--by', 'skill'], 2],
  ['no percentage', ['--alert-on-pct', 'much'], 1],
  ['no class', ['--alert-on-class', 'thinking:5'], 1],
  ['no dimension of snapshots', ['--by', 'tool'], 1],
])('diff, %s: the same exit code with and without --json', (_, flags, exitCode) => {
  expect(both(['diff', base, current, ...flags])).toEqual([exitCode, exitCode])
})

test('from $0 to $100 is more than any percentage', () => {
  const folder = freshHome()
  const file = (name: string, cost: number) => {
    const path = join(folder, `${name}.json`)
    writeFileSync(path, JSON.stringify({exportedAt: '2026-11-20T00:00:00Z', total_cost_usd: cost, byModel: {}}))
    return path
  }
  const {stdout, exitCode} = runPech(['diff', file('a', 0), file('b', 100), '--alert-on-pct', '10', '--json'], {env})
  expect(exitCode).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({delta: {usd: 100, pct: null}, gate: {tripped: true}})
})

test('files alone are compared without any ledger, and what is no snapshot exits 1 and says where', () => {
  const home = freshHome()
  const world = {PECH_HOME: join(home, 'nowhere'), CLAUDE_CONFIG_DIR: home}
  expect(runPech(['diff', base, current], {env: world, cwd: home}).exitCode).toBe(0)
  const file = join(home, 'x.json')
  const texts = ['', '[]', '{"schema":"pech/snapshot@2"}', '{"schema":"pech/snapshot@1"}']
  for (const text of texts) {
    writeFileSync(file, text)
    expect(both(['diff', base, file])).toEqual([1, 1])
    expect(runPech(['diff', base, file], {env}).stderr).toContain('x.json')
  }
  expect(json(['diff', base, join(home, 'none.json')]).error.code).toBe('FILE_UNREADABLE')
})

test('diff speaks Markdown with a tag, GitHub and JUnit', () => {
  const run = (...flags: string[]) => runPech(['diff', base, current, '--alert-on-pct', '10', ...flags], {env}).stdout
  expect(run('--format', 'markdown', '--comment-key', 'nightly')).toMatch(/^<!-- pech-diff:nightly -->\n### ❌ /)
  expect(run('--format', 'github')).toMatch(/^::error title=pech/)
  expect(run('--format', 'junit')).toContain('<testsuite name="pech diff" tests="1" failures="1"')
})

test('a trend goes over files, or over whole weeks of the ledger', () => {
  const weeks = json(['trend', '--weeks', '4'])
  expect(weeks.points.map(({label}: {label: string}) => label)).toEqual([
    '2026-W43',
    '2026-W44',
    '2026-W45',
    '2026-W46',
  ])
  const report = json(['report', '--week', '2026-11-10'])
  expect(weeks.points[3].usd).toBeCloseTo(report.totals.usd, 9)
  expect(json(['trend', base, current]).points).toHaveLength(2)
  expect(both(['trend', base, current])).toEqual([0, 0])
})

test('a trend exits 2 on a drift, and 1 when there are too few points to tell', () => {
  const folder = freshHome()
  const files = [1, 2, 3, 4, 5, 6].map((cost, index) => {
    const path = join(folder, `${index}.json`)
    const exportedAt = `2026-11-0${index + 1}T00:00:00Z`
    writeFileSync(path, JSON.stringify({exportedAt, total_cost_usd: cost, byModel: {}}))
    return path
  })
  expect(both(['trend', ...files, '--alert-on-pct', '50'])).toEqual([2, 2])
  expect(both(['trend', ...files, '--alert-on-pct', '900'])).toEqual([0, 0])
  expect(both(['trend', ...files.slice(0, 3), '--alert-on-pct', '50'])).toEqual([1, 1])
})

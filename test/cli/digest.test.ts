import {execFileSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, expect, test} from 'vitest'
import {demoWorld} from '../demo-world.ts'
import {freshHome, runPech} from '../run-pech.ts'

const env = demoWorld()
const digest = (...args: string[]) => runPech(['digest', ...args], {env})

beforeAll(() => {
  expect(runPech(['ingest'], {env}).exitCode).toBe(0)
})

test('the page has the sums of the reports that it is made of', () => {
  const {yesterday, month, budgets, forecast, mergedChanges} = JSON.parse(digest('--json').stdout)
  const report = (...args: string[]) => JSON.parse(runPech(['report', '--json', ...args], {env}).stdout)
  expect(yesterday.picodollars).toBe(report('--day', 'yesterday').totals.picodollars)
  const byArm = report('--by', 'arm')
  expect(month.picodollars).toBe(byArm.totals.picodollars)
  expect(month.byArm.map(({arm, picodollars}: {arm: string; picodollars: string}) => [arm, picodollars])).toEqual(
    byArm.rows.map(({key, picodollars}: {key: {arm: string}; picodollars: string}) => [key.arm, picodollars]),
  )
  const list = JSON.parse(runPech(['budget', 'list', '--json'], {env}).stdout)
  expect(budgets).toHaveLength(list.budgets.length)
  expect(forecast.point.usd).toBeGreaterThan(month.usd)
  expect(mergedChanges).toBeNull()
})

test('the page can be had as text, Markdown and HTML, always with exit code 0', () => {
  for (const format of ['table', 'text', 'markdown', 'html', 'json']) {
    const {exitCode, stdout} = digest('--format', format)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/arm \S*globex\S* this month/)
  }
  expect(digest('--format', 'csv').exitCode).toBe(1)
})

test('other machines are on the page with their last hour, day and week', () => {
  const file = join(freshHome(), 'laptop.jsonl')
  runPech(['export', '--format', 'jsonl', '-o', file], {env})
  const other = {...env, PECH_HOME: freshHome(), CLAUDE_CONFIG_DIR: freshHome()}
  runPech(['ingest', file], {env: other})
  const {peers} = JSON.parse(runPech(['digest', '--json'], {env: other}).stdout)
  const week = JSON.parse(runPech(['report', '--since', '7d', '--json'], {env}).stdout)
  expect(peers).toMatchObject([{last7Days: {picodollars: week.totals.picodollars}}])
})

test('an empty ledger gives a page, too', () => {
  const {exitCode, stdout} = runPech(['digest'])
  expect(exitCode).toBe(0)
  expect(stdout).toContain('Yesterday $0.00')
})

test('the cost per merged change is that of the repositories in which something was merged', () => {
  const home = freshHome()
  const repository = join(home, 'shop')
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=Mira', '-c', 'user.email=mira@example.org', ...args], {
      env: {...process.env, GIT_COMMITTER_DATE: '2026-10-03T12:00:00Z', GIT_AUTHOR_DATE: '2026-10-03T12:00:00Z'},
    })
  mkdirSync(repository)
  git('init', '--quiet', '--initial-branch', 'main')
  for (const message of ['one', 'two']) git('commit', '--quiet', '--allow-empty', '-m', message)
  const folder = join(home, 'claude', 'projects', 'p')
  mkdirSync(folder, {recursive: true})
  const calls = [repository, join(home, 'elsewhere')].map((cwd, index) => ({
    type: 'assistant',
    sessionId: `s${index}`,
    cwd,
    timestamp: '2026-10-03T10:00:00Z',
    message: {
      id: `msg_${index}`,
      model: 'claude-opus-4-5-20251101',
      stop_reason: 'end_turn',
      usage: {input_tokens: 0, output_tokens: 400_000},
    },
  }))
  writeFileSync(join(folder, 's.jsonl'), calls.map((call) => `${JSON.stringify(call)}\n`).join(''))
  const {stdout} = runPech(['digest', '--json'], {env: {PECH_HOME: home}})
  expect(JSON.parse(stdout)).toMatchObject({month: {usd: 20}, mergedChanges: 2, perChange: {usd: 5}})
})

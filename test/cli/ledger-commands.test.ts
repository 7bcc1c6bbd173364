import {spawn} from 'node:child_process'
import {appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {beforeAll, expect, test} from 'vitest'
import {callLine, place, transcript} from '../../fixtures/problems/cause.ts'
import {demoWorld} from '../demo-world.ts'
import {freshHome, launcher, runPech} from '../run-pech.ts'

const demo = demoWorld()
const run = (args: readonly string[], env: Readonly<Record<string, string>> = demo) =>
  runPech(args, {env, cwd: tmpdir()})
const lines = (text: string) => text.trimEnd().split('\n')

beforeAll(() => {
  expect(run(['ingest'])).toMatchObject({exitCode: 0, stderr: ''})
})

const answered = [
  ['ingest'],
  ['report'],
  ['session'],
  ['session', '--list'],
  ['verify'],
  ['config'],
  ['rates', 'show'],
  ['rates', 'check'],
]

test.each(answered.map((args) => ({args})))('pech $args exits 0, as words and as JSON', ({args}) => {
  expect(run(args)).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/\S/)})
  const {exitCode, stdout} = run([...args, '--json'])
  expect({exitCode, schema: JSON.parse(stdout).schema}).toEqual({
    exitCode: 0,
    schema: expect.stringMatching(/^pech\/[a-z-]+@1$/),
  })
  expect(JSON.parse(stdout)).toMatchObject({problems: [], generatedAt: '2026-11-20T17:00:00.000Z'})
})

test.each([
  {args: ['report', '--by', 'modle'], says: 'no such dimension', hints: 'did you mean model?'},
  {args: ['report', '--month', '2026-13'], says: '2026-13', hints: ''},
  {args: ['report', '--day', '--week'], says: 'cannot both be given', hints: ''},
  {args: ['report', '--since', 'soon'], says: 'soon', hints: ''},
  {args: ['report', '--top', '0'], says: '--top', hints: ''},
  {args: ['report', '--session', 'nobody'], says: 'nobody', hints: 'pech session --list'},
  {args: ['session', 'nobody'], says: 'nobody', hints: 'pech session --list'},
  {args: ['session', '--month', '2026-10'], says: '--month needs --list', hints: 'as a whole'},
  {args: ['cat-log'], says: 'FILE is missing', hints: ''},
  {args: ['cat-log', 'no-such-file.jsonl'], says: 'no-such-file.jsonl', hints: ''},
  {args: ['ingest', 'no-such-folder'], says: 'no-such-folder', hints: ''},
  {args: ['reprot'], says: "'reprot' is not a pech command", hints: 'did you mean `pech report`?'},
  {args: ['report', '--jsn'], says: 'unknown option: --jsn', hints: 'did you mean --json?'},
])('$args cannot be done: exit 1 with what and what to do, in words and as JSON', ({args, says, hints}) => {
  const inWords = run(args)
  expect(inWords).toMatchObject({exitCode: 1, stdout: ''})
  expect(inWords.stderr.split('\nhint: ')[0]).toContain(says)
  expect(inWords.stderr.split('\nhint: ')[1]).toContain(hints)
  const {exitCode, stdout} = run([...args, '--json'])
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({schema: 'pech/error@1', error: {message: expect.stringContaining(says)}})
})

test.each([['report'], ['session', '--list'], ['verify'], ['cat-ledger'], ['ingest'], ['config']])(
  'without logs and configuration, pech %s says so, and is no failure',
  (...args) => {
    const home = freshHome()
    const env = {PECH_HOME: join(home, 'pech'), CLAUDE_CONFIG_DIR: join(home, 'nowhere')}
    const {exitCode, stderr} = run(args, env)
    expect(exitCode).toBe(0)
    if (args[0] !== 'config') {
      expect(stderr).toContain(`no Claude Code logs found in ${join(home, 'nowhere')}`)
      expect(stderr).toContain('hint: set CLAUDE_CONFIG_DIR')
      expect(run([...args, '--quiet'], env).stderr).toBe('')
    }
  },
)

test('an empty report is a report', () => {
  const {exitCode, stdout} = run(['report', '--json'], {PECH_HOME: freshHome()})
  expect({exitCode, ...JSON.parse(stdout)}).toMatchObject({
    exitCode: 0,
    rows: [],
    totals: {usd: 0, calls: 0, cacheHitRatio: null},
  })
})

test('session finds a session by the beginning of its id, and says when that is not enough', () => {
  expect(JSON.parse(run(['session', 'c579', '--json', '--top', '2']).stdout)).toMatchObject({
    session: {id: 'c5793374-8312-443c-a5b0-b4d0637922f5', arm: 'globex'},
    totals: {usd: 35.151759},
    calls: [{rank: 1}, {rank: 2}],
    omittedCalls: 13,
  })
  expect(run(['session', '1'])).toMatchObject({exitCode: 1, stderr: expect.stringContaining('1')})
})

test("a session's calls, prompts and rest add up to its total", () => {
  const {totals, calls, prompts} = JSON.parse(run(['session', 'c579', '--json', '--top', '99']).stdout)
  const sum = (parts: {picodollars: string}[]) =>
    String(parts.reduce((all, part) => all + BigInt(part.picodollars), 0n))
  expect(sum(calls)).toBe(totals.picodollars)
  expect(sum(prompts)).toBe(totals.picodollars)
})

test('the sessions of a list add up to its total', () => {
  const {sessions, totals, omittedSessions} = JSON.parse(run(['session', '--list', '--all', '--json']).stdout)
  expect(omittedSessions).toBe(0)
  expect(
    String(sessions.reduce((all: bigint, {picodollars}: {picodollars: string}) => all + BigInt(picodollars), 0n)),
  ).toBe(totals.picodollars)
})

test('a second ingest finds nothing new; an appended call is the only news', () => {
  const home = freshHome()
  const file = place(home, transcript, callLine('one'))
  const ingest = () => JSON.parse(run(['ingest', '--json'], {PECH_HOME: home}).stdout)
  expect(ingest()).toMatchObject({files: {seen: 1, read: 1}, calls: {added: 1}})
  expect(ingest()).toMatchObject({files: {seen: 1, read: 0, unchanged: 1}, calls: {added: 0}, bytes: 0})
  appendFileSync(file, callLine('two'))
  expect(ingest()).toMatchObject({files: {read: 1}, calls: {added: 1}})
})

test('--dry-run says what it would post, and posts nothing', () => {
  const home = freshHome()
  place(home, transcript, callLine('one'))
  const env = {PECH_HOME: home}
  expect(JSON.parse(run(['ingest', '--dry-run', '--json'], env).stdout)).toMatchObject({
    dryRun: true,
    calls: {added: 1},
  })
  expect(JSON.parse(run(['report', '--all', '--no-ingest', '--json'], env).stdout).totals.calls).toBe(0)
})

test('what was read stays when the logs are gone', () => {
  const home = freshHome()
  place(home, transcript, callLine('one'))
  const env = {PECH_HOME: home}
  run(['ingest'], env)
  rmSync(join(home, 'claude'), {recursive: true})
  expect(run(['report', '--all', '--json'], env)).toMatchObject({exitCode: 0})
  expect(JSON.parse(run(['report', '--all', '--json'], env).stdout).totals.calls).toBe(1)
})

test('verify says no, exit 2, when a number was changed behind its back, with and without --json', () => {
  const home = freshHome()
  cpSync(demo.PECH_HOME, home, {recursive: true})
  const env = {...demo, PECH_HOME: home}
  expect(run(['verify', '--against-logs'], env).exitCode).toBe(0)
  const database = new DatabaseSync(join(home, 'ledger.db'))
  database.exec('UPDATE call SET output = output + 1 WHERE id = (SELECT min(id) FROM call)')
  database.close()
  expect(run(['verify'], env)).toMatchObject({exitCode: 2, stdout: expect.stringContaining('first')})
  const {exitCode, stdout} = run(['verify', '--json'], env)
  expect({exitCode, verdict: JSON.parse(stdout).verdict}).toEqual({exitCode: 2, verdict: 'fail'})
})

test('a damaged ledger is an error that says what to do, and is never deleted', () => {
  const home = freshHome()
  place(home, transcript, callLine('one'))
  writeFileSync(join(home, 'ledger.db'), 'noise '.repeat(5000))
  const env = {PECH_HOME: home}
  expect(run(['report'], env)).toMatchObject({exitCode: 1, stderr: expect.stringContaining('pech ingest --full')})
  expect(run(['ingest', '--full'], env).exitCode).toBe(0)
  expect(readdirSync(home).filter((name) => name.startsWith('ledger.db.damaged'))).not.toEqual([])
  expect(JSON.parse(run(['report', '--all', '--json'], env).stdout).totals.calls).toBe(1)
})

test('cat-log of the same files gives the calls of cat-ledger after an ingest', () => {
  const home = freshHome()
  const env = {...demo, PECH_HOME: home}
  const fromLog = lines(run(['cat-log', join(demo.CLAUDE_CONFIG_DIR, 'projects')], env).stdout)
  expect(existsSync(join(home, 'ledger.db'))).toBe(false)
  expect(fromLog).toHaveLength(906)
  const file = join(home, 'calls.jsonl')
  expect(run(['cat-ledger', '--output', file], env)).toMatchObject({exitCode: 0, stdout: ''})
  expect(lines(readFileSync(file, 'utf8'))).toEqual(fromLog)
})

test('cat-ledger takes periods and filters, and its money is that of the report', () => {
  const calls = lines(run(['cat-ledger', '--month', '--arm', 'acme']).stdout).map((line) => JSON.parse(line))
  const sum = calls.reduce((all, {picodollars}) => all + BigInt(picodollars ?? '0'), 0n)
  expect(String(sum)).toBe(JSON.parse(run(['report', '--month', '--arm', 'acme', '--json']).stdout).totals.picodollars)
})

test('a reader that has seen enough is no failure, however much would follow', async () => {
  for (const args of [
    ['cat-ledger'],
    ['report', '--json', '--by', 'prompt,tool,hour', '--all'],
    ['cat-log', demo.CLAUDE_CONFIG_DIR],
  ]) {
    const pech = spawn(process.execPath, [launcher, ...args], {
      env: {...process.env, ...demo},
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    pech.stdout.once('data', () => pech.stdout.destroy())
    let said = ''
    pech.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const exitCode = await new Promise((resolve) => pech.on('close', resolve))
    expect({args, exitCode, said}).toEqual({args, exitCode: 0, said: ''})
  }
})

test('a folder that may not be written is said, not a crash', () => {
  const home = freshHome()
  writeFileSync(join(home, 'file'), '')
  const {exitCode, stderr} = run(['report'], {PECH_HOME: join(home, 'file', 'pech')})
  expect({exitCode, isInternal: stderr.includes('fault of pech')}).toEqual({exitCode: 1, isInternal: false})
})

test('the configured folders may be several, and files of both are one ledger', () => {
  const home = freshHome()
  place(home, transcript, callLine('one'))
  mkdirSync(join(home, 'more'))
  place(join(home, 'more'), transcript, callLine('one') + callLine('two'))
  const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: `${join(home, 'claude')}, ${join(home, 'more', 'claude')}`}
  expect(JSON.parse(run(['report', '--all', '--json'], env).stdout).totals.calls).toBe(2)
  expect(readFileSync(join(home, 'ledger.db')).length).toBeGreaterThan(0)
})

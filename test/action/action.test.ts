import {existsSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {crc32, deflateRawSync} from 'node:zlib'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {worlds} from '../../fixtures/snapshots/make-cells.ts'
import {snapshotOf} from '../../fixtures/snapshots/make-snapshots.ts'
import {snapshotJson} from '../../src/render/snapshot-json.ts'
import {demoWorld} from '../demo-world.ts'
import {hostileNames} from '../render/hostile-names.ts'
import {launcher} from '../run-pech.ts'
import {type GithubStandIn, startGithub, store} from './github-stand-in.ts'
import {action, type ActionRun, runAction} from './run-action.ts'

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/snapshots/${name}.json`, import.meta.url))
const pech = launcher
const world = demoWorld()
const pullRequest = {pull_request: {number: 7, base: {ref: 'main'}}}

let github: GithubStandIn
beforeEach(async () => {
  github = await startGithub()
})
afterEach(() => github.close())

const run = (inputs: Readonly<Record<string, string>>, event: object = pullRequest): Promise<ActionRun> =>
  runAction({pech, base: fixture('base'), current: fixture('new'), ...inputs}, {env: {...world, ...github.env}, event})
const commandsIn = (log: string): string[] => {
  const lines: string[] = []
  let stopped: string | null = null
  for (const line of log.split('\n')) {
    const start = /^::stop-commands::(.+)$/.exec(line)
    if (stopped === null && start) stopped = start[1]!
    else if (line === `::${stopped}::`) stopped = null
    else if (stopped === null && (line.trimStart().startsWith('::') || line.includes('##['))) lines.push(line)
  }
  return lines
}

test('nobody else’s action is used, every step is one script, and inputs reach it by the environment only', () => {
  for (const step of action.runs.steps) {
    expect(step.uses).toBeUndefined()
    expect(step.shell).toBe('bash')
    expect(step.run).toMatch(/^node "\$GITHUB_ACTION_PATH\/action\/[a-z]+\.mjs"$/)
  }
})

test('a comparison beyond its limit fails with 2, after summary, annotations, outputs and comment', async () => {
  const {exitCode, summary, outputs, log} = await run({'alert-on-pct': '10'})
  expect(exitCode).toBe(2)
  expect(summary).toContain('### ❌ Cost is up \\$5.24 (+18%): over the limit')
  expect(commandsIn(log)).toEqual(['::error title=pech%3A cost limit::Total: +$5.24 (+18%25), limit +10%25'])
  expect(outputs).toMatchObject({
    verdict: 'tripped',
    'delta-usd': '5.2375',
    'base-usd': '29.45',
    'current-usd': '34.6875',
    summary: '❌ Cost is up $5.24 (+18%): over the limit',
    'comment-url': 'https://github.com/mira/harbor/pull/7#issuecomment-1',
    snapshot: fixture('new'),
  })
  expect(github.comments.map(({body}) => body)).toEqual([summary])
})

test('a second run updates the first comment and leaves those of others', async () => {
  store(github, '<!-- pech-diff:default -->\nof a stranger', {user: {type: 'User', login: 'x'}})
  for (let index = 0; index < 120; index++) store(github, `talk ${index}`)
  const first = await run({})
  const second = await run({current: fixture('price')})
  expect([first.exitCode, second.exitCode]).toEqual([0, 0])
  expect(first.outputs['comment-url']).toBe(second.outputs['comment-url'])
  expect(github.comments).toHaveLength(122)
  expect(github.comments[121]?.body).toContain('Cost is down')
  expect(github.comments[0]?.body).toContain('of a stranger')
})

test('comments with different keys stand beside each other', async () => {
  await run({'comment-key': 'a'})
  await run({'comment-key': 'b'})
  await run({'comment-key': 'a'})
  expect(github.comments.map(({body}) => body.split('\n')[0])).toEqual(['<!-- pech-diff:a -->', '<!-- pech-diff:b -->'])
})

test('earlier comments are kept, hidden or deleted as asked', async () => {
  await run({comment: 'new'})
  await run({comment: 'new'})
  expect(github.comments.map(({hidden}) => hidden)).toEqual([false, false])
  await run({comment: 'hide-and-new'})
  expect(github.comments.map(({hidden}) => hidden)).toEqual([true, true, false])
  await run({comment: 'delete-and-new'})
  expect(github.comments).toHaveLength(1)
  await run({comment: 'off'})
  expect(github.comments).toHaveLength(1)
  const wrong = await run({comment: 'shout'})
  expect(wrong.exitCode).toBe(1)
  expect(wrong.log).toContain('expected one of update, new, hide-and-new, delete-and-new, off')
})

test('only on change there is no comment without one, but one that is there is brought up to date', async () => {
  const same = {current: fixture('base'), 'only-on-change': 'true'}
  await run(same)
  expect(github.comments).toEqual([])
  await run({'only-on-change': 'true'})
  await run({...same, comment: 'new'})
  expect(github.comments.map(({body}) => body.includes('Cost has not changed'))).toEqual([true])
})

test('without a pull request, or with a token that may not write, all else is done', async () => {
  expect((await run({}, {})).outputs).toMatchObject({verdict: 'pass', 'comment-url': ''})
  expect(github.requests).toEqual([])
  github.status = 403
  const refused = await run({'alert-on-pct': '10'})
  expect(refused.exitCode).toBe(2)
  expect(refused.log).toContain('HTTP 403 (does the token have pull-requests: write?)')
  expect(refused.summary).toContain('over the limit')
})

test('a limit that is exceeded fails nothing when that is not wanted', async () => {
  expect((await run({'alert-on-pct': '10', fail: 'false'})).exitCode).toBe(0)
})

test('cents do not fail a build', async () => {
  expect((await run({'alert-on-pct': '10', 'min-usd': '6'})).exitCode).toBe(0)
})

test('the base comes from the newest artifact of the base branch', async () => {
  github.archive = zipOf('notes.txt', 'no', 'out/pech.json', snapshotJson(snapshotOf(worlds['base']!)))
  github.artifacts = [
    {id: 3, created_at: '2026-11-09T00:00:00Z', expired: false, workflow_run: {head_branch: 'feature'}},
    {id: 4, created_at: '2026-11-08T00:00:00Z', expired: true, workflow_run: {head_branch: 'main'}},
    {id: 6, created_at: '2026-11-01T00:00:00Z', expired: false, workflow_run: {head_branch: 'main'}},
    {id: 5, created_at: '2026-11-07T00:00:00Z', expired: false, workflow_run: {head_branch: 'main'}},
  ]
  const {outputs} = await run({base: '', 'base-artifact': 'pech-snapshot'})
  expect(outputs).toMatchObject({verdict: 'pass', 'base-usd': '29.45'})
  expect(github.requests[0]).toBe('GET /repos/mira/harbor/actions/artifacts?name=pech-snapshot&per_page=100')
})

test('an artifact that is none is said, and one that is not there yet is no fault', async () => {
  const none = await run({base: '', 'base-artifact': 'pech-snapshot'})
  expect(none).toMatchObject({exitCode: 0, outputs: {verdict: 'no-base', snapshot: fixture('new')}})
  github.artifacts = [{id: 5, created_at: '2026-11-07T00:00:00Z', expired: false, workflow_run: {head_branch: 'main'}}]
  for (const archive of [Buffer.from('no ZIP'), zipOf('a.txt', 'b', 'c.txt', 'd')]) {
    github.archive = archive
    expect(await run({base: '', 'base-artifact': 'pech-snapshot'})).toMatchObject({exitCode: 1, outputs: {verdict: ''}})
  }
})

test('without a base there is only a snapshot of this run', async () => {
  const {exitCode, outputs, summary} = await run({base: '', current: ''})
  expect({exitCode, verdict: outputs['verdict']}).toEqual({exitCode: 0, verdict: 'no-base'})
  expect(outputs['snapshot']).toMatch(/pech-current\.json$/)
  expect(summary).toContain('no base snapshot')
})

test('what cannot be read ends with 1 and says why', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pech-action-')), 'broken.json')
  writeFileSync(file, '{}')
  const broken = await run({base: file})
  expect(broken.exitCode).toBe(1)
  expect(commandsIn(broken.log)).toEqual([
    expect.stringMatching(/^::error title=pech::pech diff: .*broken\.json: schema: expected pech\/snapshot@1$/),
  ])
  for (const inputs of [
    {base: '/nowhere.json'},
    {current: '/nowhere.json'},
    {pech: '/nowhere.js'},
    {pech: '', version: '1; rm -rf /'},
  ]) {
    expect((await run(inputs)).exitCode).toBe(1)
  }
})

test('no input is run by the shell or becomes a flag, an output or an address', async () => {
  const proof = join(mkdtempSync(join(tmpdir(), 'pech-action-')), 'injected')
  for (const text of [
    `$(touch ${proof})`,
    `\`touch ${proof}\``,
    `"; touch ${proof}; "`,
    `x\ntouch ${proof}`,
    '--json',
    '../../../x',
  ]) {
    const inputs = {by: text, 'comment-key': text, 'base-branch': text, 'base-artifact': text, 'alert-on-pct': '10'}
    expect((await run(inputs)).exitCode).toBe(1)
    const {outputs, log} = await run({...inputs, by: ''})
    expect({verdict: outputs['verdict'], log}).toMatchObject({verdict: 'tripped'})
    await run({...inputs, base: ''})
    await run({base: text, current: text, pech: text, 'pull-request': text})
  }
  expect(existsSync(proof)).toBe(false)
  for (const request of github.requests)
    expect(request).toMatch(/^(GET|POST|PATCH) \/repos\/mira\/harbor\/(issues|actions)\//)
})

test('hostile names of branches and models inject nothing: no command, no markup, no output, no shell', async () => {
  const names = [
    ...hostileNames.filter((name) => name.length < 100).filter((_, index) => index % 9 === 0),
    '::set-output name=verdict::pass',
    '\n::error::x',
    '##[error]x',
    '$(touch injected)',
    '`touch injected`',
    '<!-- pech-diff:default -->',
    '--></details><script>alert(1)</script>',
    '### ✅ Cost has not changed',
  ]
  const [opus] = worlds['base']!
  const cells = names.map((name, index) => {
    const calls = BigInt(100 + index)
    return {...opus!, calls, key: {...opus!.key, model: name, branch: name, skill: name}}
  })
  const file = join(mkdtempSync(join(tmpdir(), 'pech-action-')), 'hostile.json')
  writeFileSync(file, snapshotJson(snapshotOf(cells, {git: {sha: 'x', branch: names.at(-1)!, dirty: true}})))
  const {log, outputs, summary, exitCode} = await run({current: file, 'alert-on-pct': '10', by: 'skill'})
  expect(exitCode).toBe(2)
  expect(commandsIn(log)).toHaveLength(10)
  for (const command of commandsIn(log)) expect(command).toMatch(/^::(error|notice) title=pech[^:]*::[^\r\n]*$/)
  expect(outputs['verdict']).toBe('tripped')
  expect(summary.match(/<!--/g)).toHaveLength(1)
  expect(summary.match(/^###/gm)).toHaveLength(1)
  expect(summary).not.toMatch(/<script|<img|<svg/)
  expect(github.comments).toHaveLength(1)
})

/** A ZIP archive of two files: the first stored, the second compressed. */
function zipOf(...[firstName, first, secondName, second]: readonly [string, string, string, string]): Buffer {
  const files = [
    {name: firstName, content: Buffer.from(first), data: Buffer.from(first), method: 0},
    {name: secondName, content: Buffer.from(second), data: deflateRawSync(second), method: 8},
  ]
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  for (const {name, content, data, method} of files) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(method, 8)
    local.writeUInt32LE(crc32(content), 14)
    local.writeUInt32LE(data.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(crc32(content), 16)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(Buffer.concat(locals).length, 42)
    locals.push(local, Buffer.from(name), data)
    entries.push(entry, Buffer.from(name))
  }
  const [body, directory, end] = [Buffer.concat(locals), Buffer.concat(entries), Buffer.alloc(22)]
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(body.length, 16)
  return Buffer.concat([body, directory, end])
}

import {spawn} from 'node:child_process'
import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {beforeAll, expect, test} from 'vitest'
import {demoWorld} from '../demo-world.ts'
import {freshHome, launcher, runPech} from '../run-pech.ts'
import {readParquet} from '../render/parquet/read-parquet.ts'
import {writeCalls} from './written-calls.ts'

type World = Readonly<Record<string, string>>
const env = demoWorld()
const folder = freshHome()
const file = join(folder, 'laptop.jsonl')
const json = (args: readonly string[], world: World = env) =>
  JSON.parse(runPech([...args, '--json'], {env: world}).stdout)
const total = (world: World, ...args: string[]) =>
  json(['report', ...(args.includes('--since') ? [] : ['--all']), ...args], world).totals
/** Another machine, with its own clock and no logs, or some of its own. */
const machine = (claude = freshHome()): World => {
  return {...env, PECH_HOME: freshHome(), CLAUDE_CONFIG_DIR: claude}
}
const ingest = (world: World, ...paths: string[]) => json(['ingest', ...paths], world)

beforeAll(() => {
  expect(runPech(['ingest'], {env}).exitCode).toBe(0)
  expect(runPech(['export', '--format', 'jsonl', '-o', file], {env})).toMatchObject({exitCode: 0, stdout: ''})
})

test('CSV, JSON and Prometheus add up to the report', () => {
  const {picodollars, calls} = total(env)
  const rows: Record<string, string>[] = parse(runPech(['export', '--format', 'csv'], {env}).stdout, {columns: true})
  expect(String(rows.reduce((sum, row) => sum + BigInt(row['picodollars'] ?? ''), 0n))).toBe(picodollars)
  const {cells}: {cells: readonly {picodollars: string}[]} = json(['export'])
  expect(String(cells.reduce((sum, cell) => sum + BigInt(cell.picodollars), 0n))).toBe(picodollars)
  const samples = runPech(['export'], {env})
    .stdout.split('\n')
    .filter((line) => line.startsWith('pech_calls_total{'))
  expect(samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)).toBe(calls)
})

test('Parquet has every call, and its dollars add up to the report to the picodollar', async () => {
  const output = join(freshHome(), 'calls.parquet')
  expect(runPech(['export', '--format', 'parquet', '-o', output], {env})).toMatchObject({exitCode: 0, stdout: ''})
  const {rows} = await readParquet(readFileSync(output))
  const {picodollars, calls} = total(env)
  expect(rows).toHaveLength(calls)
  expect(String(rows.reduce((sum: bigint, {usd}) => sum + BigInt(usd ?? 0), 0n))).toBe(picodollars)
  expect(JSON.stringify(rows.map(({project}) => project))).not.toContain('/')
})

test('a Prometheus file is replaced as a whole, and nothing is left beside it', () => {
  const output = join(freshHome(), 'pech.prom')
  writeFileSync(output, 'old')
  const before = statSync(output).ino
  expect(runPech(['export', '--since', '30d', '-o', output], {env}).exitCode).toBe(0)
  expect(readFileSync(output, 'utf8')).toContain('# TYPE pech_period_cost_usd gauge')
  expect(statSync(output).ino).not.toBe(before)
})

test('another machine takes in an export once, priced as it was, under the name of its peer', () => {
  const other = machine()
  expect(ingest(other, file).calls).toMatchObject({added: 906, improved: 0, duplicate: 0})
  const mine = total(other)
  expect({...mine, sessions: 0}).toEqual({...total(env), sessions: 0})
  expect(ingest(other, file).calls).toMatchObject({added: 0, improved: 0, duplicate: 906})
  expect(total(other)).toEqual(mine)
  const {rows} = json(['report', '--all', '--by', 'peer,arm'], other)
  expect(rows.map(({key}: {key: {arm: string}}) => key.arm)).toContain('globex')
  expect(new Set(rows.map(({key}: {key: {peer: string}}) => key.peer)).size).toBe(1)
  expect(rows[0].key.peer).not.toBe('(none)')
  expect(total(other, '--peer', rows[0].key.peer).picodollars).toBe(mine.picodollars)
  expect(runPech(['verify'], {env: other}).exitCode).toBe(0)
})

test('a peer is called as one likes, and each row of a report has its part of the last spans', () => {
  const other = machine()
  ingest(other, file, '--peer', 'laptop')
  const spans = ['--by', 'peer', '--windows', '1h,24h,7d']
  const {windows, rows} = json(['report', '--day', '2020-01-01', ...spans], other)
  const money = (list: {span: string; picodollars: string}[]) => list.map(({span, picodollars}) => [span, picodollars])
  const since = (span: string) => total(other, '--since', span).picodollars
  expect(money(windows)).toEqual(['1h', '24h', '7d'].map((span) => [span, since(span)]))
  expect(rows).toMatchObject([{key: {peer: 'laptop'}, picodollars: '0'}])
  expect(money(rows[0].windows)).toEqual(money(windows))
  expect(runPech(['ingest', '--peer', 'laptop'], {env: other}).exitCode).toBe(1)
})

test('no path of the first machine is in its export', () => {
  expect(readFileSync(file, 'utf8')).not.toContain('/home/')
})

test.each([
  ['the export first', true],
  ['the own logs first', false],
])('calls that are in the own logs too count once, %s', (_, exportFirst) => {
  const same = machine(env.CLAUDE_CONFIG_DIR)
  if (exportFirst) ingest(same, file)
  ingest(same)
  ingest(same, file)
  const {picodollars, calls, tokens} = total(same)
  expect({picodollars, calls, tokens}).toEqual(
    (({picodollars, calls, tokens}) => ({picodollars, calls, tokens}))(total(env)),
  )
  expect(runPech(['verify'], {env: same}).exitCode).toBe(0)
})

test('an export that comes home changes nothing', () => {
  const before = total(env)
  expect(ingest(env, file).calls).toMatchObject({added: 0, improved: 0, duplicate: 906})
  expect(total(env)).toEqual(before)
})

test('other rules for arms, and another rate card, leave the calls of peers as they are', () => {
  const other = machine()
  ingest(other, file)
  const before = json(['report', '--all', '--by', 'arm'], other).rows
  writeFileSync(join(other['PECH_HOME'] ?? '', 'config.yaml'), "arms:\n  - {name: everything, path: '/**'}\n")
  expect(json(['report', '--all', '--by', 'arm'], other).rows).toEqual(before)
  expect(runPech(['verify'], {env: other}).exitCode).toBe(0)
})

test('a later export of the same machine brings only what is new, and more output of a call', () => {
  const at = '2026-10-04T10:00:00Z'
  const exported = (calls: Parameters<typeof writeCalls>[0], id: string) => {
    const home = writeCalls(calls)
    const output = join(home, 'out.jsonl')
    const world = {PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude')}
    expect(runPech(['export', '--format', 'jsonl', '-o', output], {env: world}).exitCode).toBe(0)
    const [head = '', ...lines] = readFileSync(output, 'utf8').split('\n')
    const named = {...JSON.parse(head), origin: {id, name: 'laptop'}}
    writeFileSync(output, [JSON.stringify(named), ...lines].join('\n'))
    return output
  }
  const first = exported([{at, output: 10}], 'a')
  const second = exported(
    [
      {at, output: 30},
      {at, output: 5},
    ],
    'a',
  )
  const other = machine()
  expect(ingest(other, first).calls.added).toBe(1)
  expect(ingest(other, second).calls).toMatchObject({added: 1, improved: 1})
  expect(ingest(other, first).calls).toMatchObject({added: 0, improved: 0})
  expect(total(other).tokens.output).toBe(35)
  const stranger = exported([{at, output: 99}], 'b')
  expect(ingest(other, stranger).calls).toMatchObject({added: 0, improved: 0, duplicate: 1})
  expect(runPech(['verify'], {env: other}).exitCode).toBe(0)
})

test('an export that was cut short is refused as a whole, and a broken line is counted', () => {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const cut = join(folder, 'cut.jsonl')
  writeFileSync(cut, lines.slice(0, 400).join('\n'))
  const other = machine()
  expect(ingest(other, cut).error).toMatchObject({code: 'EXPORT_INCOMPLETE'})
  writeFileSync(cut, [lines[0]!.replace('export@1', 'export@2'), ...lines.slice(1)].join('\n'))
  expect(ingest(other, cut).error).toMatchObject({code: 'EXPORT_UNREADABLE'})
  expect(total(other).calls).toBe(0)
  const broken = join(folder, 'broken.jsonl')
  writeFileSync(broken, [...lines.slice(0, -1), '{"schema":"pech/call@1","id":"x","part":-1}'].join('\n'))
  const {calls, problems} = ingest(other, broken)
  expect(calls.added).toBe(905)
  expect(problems).toMatchObject([{code: 'LINE_MALFORMED', count: 1}])
})

test('a dry run takes in nothing', () => {
  const other = machine()
  expect(json(['ingest', file, '--dry-run'], other).calls.added).toBe(906)
  expect(total(other).calls).toBe(0)
})

test('a webhook at a private address is refused, and no file is written then', () => {
  const output = join(freshHome(), 'x.json')
  const args = ['export', '--format', 'otlp', '--webhook', 'http://127.0.0.1:9/v1/metrics', '-o', output]
  expect(runPech(args, {env})).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/private address\nhint: nothing was sent; .+allow_private: \[127.0.0.1\]/),
  })
  expect(existsSync(output)).toBe(false)
  expect(runPech(['export', '--webhook', 'file:///etc/passwd'], {env}).exitCode).toBe(1)
  expect(runPech(['report', '--webhook', 'http://[::ffff:7f00:1]/'], {env})).toMatchObject({exitCode: 1, stdout: ''})
})

const words = (line: string, ...more: string[]) => [...line.split(' '), ...more]

interface Post {
  readonly event: string | undefined
  readonly body: string
}

/** Runs pech while a receiver listens on loopback, which the config allows. */
async function withReceiver(world: World, run: (url: string) => string[]): Promise<{exitCode: unknown; posts: Post[]}> {
  const posts: Post[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      posts.push({event: request.headers['pech-event']?.toString(), body})
      response.statusCode = request.url === '/fault' ? 500 : 200
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const sink = `sinks:\n  - {name: receiver, type: webhook, url: '${url}', allow_private: ['127.0.0.1']}\n`
  writeFileSync(join(world['PECH_HOME'] ?? '', 'config.yaml'), sink)
  const exitCode = await new Promise((resolve) => {
    spawn(process.execPath, [launcher, ...run(url)], {env: {...process.env, ...world}, stdio: 'ignore'}).on(
      'close',
      resolve,
    )
  })
  server.close()
  return {exitCode, posts}
}

test('metrics are posted as OTLP where the config allows the address', async () => {
  const {exitCode, posts} = await withReceiver(machine(), (url) =>
    words('export --format otlp --webhook', `${url}/v1/metrics`),
  )
  expect(exitCode).toBe(0)
  expect(JSON.parse(posts[0]?.body ?? '')).toHaveProperty('resourceMetrics')
})

test('a report is pushed as JSON without titles of sessions, and of projects the last folder only', async () => {
  const {exitCode, posts} = await withReceiver(machine(env.CLAUDE_CONFIG_DIR), (url) =>
    words('report --all --by project,session --webhook', url),
  )
  expect(exitCode).toBe(0)
  expect(posts).toMatchObject([{event: 'pech.report', body: expect.stringContaining('"pech/report@1"')}])
  expect(posts[0]?.body).toContain('"project": "billing"')
  expect(posts[0]?.body).not.toMatch(/\/home\/|"title"/)
})

test('health that fails stays exit 2, told or not; a push that fails is exit 1 otherwise', async () => {
  const failing = await withReceiver(machine(), (url) =>
    words('health --only ingest-lag,unpriced --webhook', `${url}/fault`),
  )
  expect(failing).toMatchObject({exitCode: 1, posts: [{event: 'pech.health'}]})
  const unpriced = writeCalls([{at: '2026-10-04T10:00:00Z', model: 'nobody', output: 1}])
  const world = {...machine(join(unpriced, 'claude')), PECH_NOW: '2026-10-04T12:00:00Z'}
  const told = await withReceiver(world, (url) => words('health --only unpriced --webhook', `${url}/fault`))
  expect(told).toMatchObject({exitCode: 2, posts: [{event: 'pech.health'}]})
})

import {spawn} from 'node:child_process'
import {createServer, type Server} from 'node:http'
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, expect, test} from 'vitest'
import {freshHome, launcher, runPech} from '../run-pech.ts'

const demo = fileURLToPath(new URL('../../fixtures/demo/claude', import.meta.url))
const bills = fileURLToPath(new URL('../../fixtures/billing/', import.meta.url))
const KEY = 'sk-ant-admin-canary-51c2'
const servers: Server[] = []
afterEach(() => servers.splice(0).forEach((server) => server.close()))

const TOKEN_TYPES = {
  input: 'input_no_cache',
  output: 'output',
  cacheRead: 'input_cache_read',
  cacheWrite5m: 'input_cache_write_5m',
  cacheWrite1h: 'input_cache_write_1h',
} as const

interface DemoRow {
  readonly key: {readonly day: string; readonly model: string}
  readonly usdByClass: Readonly<Record<keyof typeof TOKEN_TYPES, number>>
}

function world() {
  const home = freshHome()
  const env = {PECH_NOW: '2026-11-20T17:00:00Z', PECH_HOME: home, CLAUDE_CONFIG_DIR: demo}
  const pech = (...args: string[]) => runPech(args, {env})
  const rows = (): DemoRow[] => JSON.parse(pech('report', '--month', '--by', 'day,model', '--json').stdout).rows
  /** A bill of the demo's own calls; `change` makes it another one. */
  const bill = (change: (usd: number, row: DemoRow) => number | null = (usd) => usd) => {
    const lines = rows().flatMap((row) =>
      Object.entries(TOKEN_TYPES).flatMap(([name, type]) => {
        const list = Object.entries(row.usdByClass).find(([one]) => one === name)?.[1] ?? 0
        const usd = change(list, row)
        return usd === null
          ? []
          : [`${row.key.day},${row.key.model},Default,secret-key-name,message,${type},${usd.toFixed(2)}`]
      }),
    )
    const file = join(home, 'bill.csv')
    writeFileSync(
      file,
      `\uFEFFusage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd\n${lines.join('\n')}\n`,
    )
    return file
  }
  return {home, env, pech, bill}
}

test('a bill of the same calls agrees: exit 0, nothing but rounding, all of it explained', () => {
  const {pech, bill} = world()
  const {exitCode, stdout} = pech('reconcile', '--csv', bill(), '--json')
  const report = JSON.parse(stdout)
  expect([exitCode, report.verdict, report.schema]).toEqual([0, 'OK', 'pech/reconcile@1'])
  expect(report.reasons.map(({reason}: {reason: string}) => reason)).toEqual(['rounding'])
  expect(report.totals.explainedShare).toBeGreaterThan(0.999)
  expect(report.totals.deltaUsd).toBeCloseTo(report.totals.billedUsd - report.totals.estimatedUsd, 9)
})

test('what is billed is kept once, and a later look needs no file; names of keys are not kept', () => {
  const {home, pech, bill} = world()
  const file = bill()
  const totals = (...args: string[]) => JSON.parse(pech('reconcile', ...args, '--json').stdout).totals
  const first = totals('--csv', file)
  expect(totals('--csv', file)).toEqual(first)
  expect(totals('--month')).toEqual(first)
  for (const name of readdirSync(home).filter((name) => name.startsWith('ledger'))) {
    expect(readFileSync(join(home, name), 'latin1')).not.toContain('secret-key-name')
  }
})

test('a third of the bill missing from the logs is drift: exit 2, with its reason and amount', () => {
  const {pech, bill} = world()
  const {exitCode, stdout} = pech(
    'reconcile',
    '--csv',
    bill((usd, {key}) => (key.day < '2026-11-12' ? usd * 2 + 1 : usd)),
    '--json',
  )
  const {reasons, verdict, totals, driftPct} = JSON.parse(stdout)
  expect([exitCode, verdict, reasons[0].reason]).toEqual([2, 'DRIFT', 'missing-calls'])
  expect(reasons[0].usd).toBeGreaterThan(totals.deltaUsd * 0.95)
  expect(driftPct).toBeGreaterThan(20)
  expect(pech('reconcile', '--month', '--alert-on-drift', '1000').exitCode).toBe(0)
})

test('a discount is found and saved on request, with the comments of the config kept', () => {
  const {home, pech, bill} = world()
  const config = join(home, 'config.yaml')
  writeFileSync(config, '# ours\ntimezone: UTC # days\n')
  const {exitCode, stdout} = pech(
    'reconcile',
    '--csv',
    bill((usd) => usd * 0.8),
    '--save-discount',
    '--json',
  )
  const {discount, savedTo} = JSON.parse(stdout)
  expect([exitCode, savedTo]).toEqual([0, config])
  expect(discount.paidShare).toBeCloseTo(0.8, 2)
  expect(readFileSync(config, 'utf8')).toMatch(
    /^# ours\ntimezone: UTC # days\nprices:\n {2}multiplier: 0\.(8|79)\d*\n$/,
  )
  const none = world()
  expect(none.pech('reconcile', '--csv', none.bill(), '--save-discount')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('no discount'),
  })
})

test('refused rows are named, and there is no verdict; a file that is no bill is an error', () => {
  const {pech} = world()
  const {exitCode, stdout} = pech('reconcile', '--csv', join(bills, 'hostile-cells.csv'))
  expect(exitCode).toBe(1)
  expect(stdout).toContain('row 4, column token_type: "thought"')
  expect(pech('reconcile', '--csv', join(bills, 'wrong-columns.csv'))).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('usage_date_utc'),
  })
  expect(pech('reconcile')).toMatchObject({exitCode: 1, stdout: expect.stringContaining('No bill')})
})

test('without a key the API is said to be not configured, exit 0', () => {
  const {exitCode, stderr} = world().pech('reconcile', '--api')
  expect([exitCode, stderr.includes('not configured')]).toEqual([0, true])
})

test('telemetry tells auxiliary calls from others that the logs lack', () => {
  const {home, pech, bill} = world()
  const event = (source: string, cost: number) =>
    JSON.stringify({
      body: 'claude_code.api_request',
      attributes: {
        'event.timestamp': '2026-11-03T12:00:00Z',
        model: 'claude-sonnet-5-5',
        request_id: `new-${source}`,
        query_source: source,
        cost_usd: cost,
      },
    })
  const file = join(home, 'events.jsonl.txt')
  writeFileSync(file, `${event('auxiliary', 0.5)}\n${event('main', 9)}\nnot json\n`)
  const more = bill((usd, {key}) => (key.model === 'claude-sonnet-5-5' ? usd + 1 : usd))
  const {reasons} = JSON.parse(pech('reconcile', '--csv', more, '--otel', file, '--json').stdout)
  const amounts = Object.fromEntries(reasons.map(({reason, usd}: {reason: string; usd: number}) => [reason, usd]))
  expect(amounts['auxiliary-calls']).toBe(0.5)
  expect(amounts['missing-calls']).toBeGreaterThan(1)
  expect(pech('reconcile', '--csv', more, '--otel', join(home, 'gone'))).toMatchObject({exitCode: 1})
})

test('what Claude Code counted beyond the logged calls of a session is auxiliary', () => {
  const home = freshHome()
  const folder = join(home, 'claude', 'projects', 'p')
  mkdirSync(folder, {recursive: true})
  const call = {
    type: 'assistant',
    timestamp: '2026-11-03T12:00:00Z',
    sessionId: 's',
    uuid: 'u',
    message: {
      id: 'a',
      model: 'claude-sonnet-5-5',
      stop_reason: 'end_turn',
      usage: {input_tokens: 500_000, output_tokens: 0},
    },
  }
  // the session cost $2.50 by its own count, $1.00 of it is logged
  const state = {
    type: 'cost-state',
    sessionId: 's',
    startTime: Date.parse('2026-11-03T11:00:00Z'),
    modelUsage: {'claude-sonnet-5-5': {costUSD: 2.5}},
  }
  writeFileSync(join(folder, 's.jsonl'), `${JSON.stringify(call)}\n${JSON.stringify(state)}\n`)
  const file = join(home, 'bill.csv')
  const row = '2026-11-03,Claude Sonnet 5.5,Default,k,message,input_no_cache,4.00'
  writeFileSync(file, `usage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd\n${row}\n`)
  const env = {PECH_NOW: '2026-11-20T17:00:00Z', PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude')}
  const {exitCode, stdout} = runPech(['reconcile', '--csv', file, '--json'], {env})
  const {reasons, totals} = JSON.parse(stdout)
  expect(exitCode).toBe(2)
  expect(reasons.map(({reason, usd}: {reason: string; usd: number}) => [reason, usd])).toEqual([
    ['auxiliary-calls', 1.5],
    ['missing-calls', 1.5],
  ])
  expect(totals).toMatchObject({estimatedUsd: 1, billedUsd: 4, explainedUsd: 1, explainedShare: 0.25})
})

test('the key reaches the vendor and nothing else: neither output nor any file', async () => {
  const {home, env, pech} = world()
  const keys: unknown[] = []
  const server = createServer((request, response) => {
    keys.push(request.headers['x-api-key'])
    const row = {
      starting_at: '2026-11-03T00:00:00Z',
      group: {model: 'claude-opus-5'},
      cost: {amount: '1234.5', list_amount: '1234.5', currency: 'USD'},
    }
    if (String(request.url).includes('analytics/cost')) response.end(JSON.stringify({data: [row], has_more: false}))
    else response.writeHead(404).end(KEY)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const child = spawn(process.execPath, [launcher, 'reconcile', '--month', '--api', '--json'], {
    env: {
      ...process.env,
      ...env,
      HOME: home,
      PECH_TIMEZONE: 'UTC',
      ANTHROPIC_ADMIN_API_KEY: KEY,
      PECH_ANTHROPIC_API_URL: url,
      PECH_DEBUG: '1',
    },
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (output += String(chunk)))
  await new Promise((resolve) => child.on('close', resolve))
  expect(new Set(keys)).toEqual(new Set([KEY]))
  expect(JSON.parse(output).totals.billedUsd).toBe(12.345)
  expect(output).not.toContain('canary')
  for (const entry of readdirSync(home, {recursive: true, withFileTypes: true})) {
    if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name), 'latin1')).not.toContain('canary')
  }
  expect(JSON.parse(pech('reconcile', '--month', '--json').stdout).totals.billedUsd).toBe(12.345)
  const elsewhere = runPech(['reconcile', '--api'], {
    env: {...env, ANTHROPIC_ADMIN_API_KEY: KEY, PECH_ANTHROPIC_API_URL: 'https://evil.example'},
  })
  expect([elsewhere.exitCode, elsewhere.stderr.includes('loopback')]).toEqual([1, true])
})

import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {afterEach, expect, test} from 'vitest'
import {BillingApi, standInUrl} from '../../../src/io/billing/billing-api.ts'

const KEY = 'sk-ant-admin-canary-7f3a'
const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Route = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => void

/** A stand-in for the vendor on loopback; paths without a route are 404. */
async function api(routes: Record<string, Route>, timeoutMs = 2000) {
  const seen: {path: string; key: string | undefined; query: URLSearchParams}[] = []
  const server = createServer((request, response) => {
    const {pathname, searchParams} = new URL(String(request.url), 'http://localhost')
    const path = pathname.replace('/v1/organizations/', '')
    seen.push({path, key: String(request.headers['x-api-key']), query: searchParams})
    const route = routes[path]
    if (route === undefined) response.writeHead(404).end('{}')
    else route(request, response, searchParams)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const waits: number[] = []
  const sleep = async (ms: number) => void waits.push(ms)
  return {seen, waits, port, api: new BillingApi(KEY, {baseUrl: `http://127.0.0.1:${port}`, timeoutMs, sleep})}
}

const json =
  (value: unknown): Route =>
  (_, response) =>
    void response.end(JSON.stringify(value))
const cost = (amount: string, more: object = {}) => ({
  data: [
    {
      starting_at: '2026-08-05T00:00:00Z',
      results: [{amount, currency: 'USD', cost_type: 'tokens', token_type: 'output_tokens', model: 'm'}],
    },
  ],
  has_more: false,
  ...more,
})
const DAYS = ['2026-08-05']

test('analytics are asked first: Claude Code alone, with list prices, page after page', async () => {
  const row = (amount: string) => ({
    starting_at: '2026-08-05T00:00:00Z',
    group: {model: 'm'},
    cost: {amount, list_amount: '100', currency: 'USD'},
  })
  const {api: vendor, seen} = await api({
    'analytics/cost': (_, response, query) =>
      void response.end(
        JSON.stringify(
          query.get('page') === 'p2'
            ? {data: [row('2')], has_more: false}
            : {data: [row('1')], has_more: true, next_page: 'p2'},
        ),
      ),
  })
  const {rows} = await vendor.pull(DAYS)
  expect(rows.map(({billed}) => billed)).toEqual([10_000_000_000n, 20_000_000_000n])
  expect(seen[0]?.query.getAll('products[]')).toEqual(['claude_code'])
  expect(seen[0]?.query.get('ending_at')).toBe('2026-08-06T00:00:00Z')
  expect(seen.map(({path}) => path)).toEqual(['analytics/cost', 'analytics/cost', 'usage_report/claude_code'])
  expect(new Set(seen.map(({key}) => key))).toEqual(new Set([KEY]))
})

test('without analytics, the cost and usage reports are asked, a month at a time', async () => {
  const days = Array.from({length: 32}, (_, index) => new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 10))
  const {api: vendor, seen} = await api({
    cost_report: json(cost('100')),
    'usage_report/messages': json({data: [], has_more: false}),
  })
  const {rows} = await vendor.pull(days)
  expect(rows).toHaveLength(2)
  expect(seen.filter(({path}) => path === 'cost_report').map(({query}) => query.get('ending_at'))).toEqual([
    '2026-08-01T00:00:00Z',
    '2026-08-02T00:00:00Z',
  ])
})

test('a rate limit is waited out as long as it says, a fault of the server a few times', async () => {
  let asked = 0
  const {api: vendor, waits} = await api({
    cost_report: (_, response) => {
      asked++
      if (asked === 1) response.writeHead(429, {'retry-after': '7'}).end()
      else if (asked === 2) response.writeHead(529).end()
      else response.end(JSON.stringify(cost('100')))
    },
  })
  expect((await vendor.pull(DAYS)).rows).toHaveLength(1)
  expect(waits).toEqual([7000, 4000])
  const broken = await api({cost_report: (_, response) => void response.writeHead(500).end()})
  await expect(broken.api.pull(DAYS)).rejects.toMatchObject({code: 'BILLING_API_FAILED'})
  expect(broken.waits).toHaveLength(4)
})

test('whatever goes wrong has its name, and never shows the key', async () => {
  const codeOf = async (route: Route, path = 'cost_report') => {
    const {api: vendor} = await api({[path]: route}, 300)
    const error: unknown = await vendor.pull(DAYS).catch((caught: unknown) => caught)
    const shown =
      error instanceof Error
        ? `${error.message} ${String(error.stack)} ${JSON.stringify(error)} ${String(error.cause)}`
        : ''
    expect(shown).not.toContain('canary')
    return error instanceof Error && 'code' in error ? error.code : null
  }
  expect(
    await codeOf((_, response) => void response.writeHead(401).end('{"error":{"message":"sk-ant-admin-canary-7f3a"}}')),
  ).toBe('BILLING_API_DENIED')
  expect(await codeOf((_, response) => void response.writeHead(401).end(), 'analytics/cost')).toBe('BILLING_API_DENIED')
  expect(await codeOf((_, response) => void response.writeHead(400).end('sk-ant-admin-canary-7f3a'))).toBe(
    'BILLING_API_FAILED',
  )
  expect(await codeOf((_, response) => void response.end('{"data":[{"starting'))).toBe('BILLING_API_MALFORMED')
  expect(await codeOf(() => {})).toBe('BILLING_API_UNREACHABLE')
  expect(await codeOf((_, response) => void response.writeHead(200).write('{"data":'))).toBe('BILLING_API_UNREACHABLE')
  expect(await codeOf((request) => void request.destroy())).toBe('BILLING_API_UNREACHABLE')
  expect(await codeOf(json(cost('1', {has_more: true, next_page: 'again'})))).toBe('BILLING_API_PAGES')
})

test('a redirect is not followed, so the key reaches no other host', async () => {
  const thief = await api({})
  const {api: vendor} = await api({
    'analytics/cost': (_, response) =>
      void response.writeHead(307, {location: `http://127.0.0.1:${thief.port}/`}).end(),
  })
  await expect(vendor.pull(DAYS)).rejects.toMatchObject({
    code: 'BILLING_API_UNREACHABLE',
    message: expect.stringContaining('redirect'),
  })
  expect(thief.seen).toEqual([])
})

test('another address than the vendor’s must be a loopback one', () => {
  expect(standInUrl(undefined)).toBeUndefined()
  expect(standInUrl('http://127.0.0.1:8080/x')).toBe('http://127.0.0.1:8080')
  for (const url of ['https://evil.example', 'http://127.0.0.1.evil.example', 'nonsense']) {
    expect(() => standInUrl(url)).toThrow('loopback')
  }
})

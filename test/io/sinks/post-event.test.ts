import {createHmac} from 'node:crypto'
import {createServer, type RequestListener, type Server} from 'node:http'
import {createServer as createTcpServer, type AddressInfo} from 'node:net'
import {afterEach, expect, test} from 'vitest'
import type {Sink} from '../../../src/core/config/config.ts'
import {postEvent, type Resolve} from '../../../src/io/sinks/post-event.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return portOf(server.address())
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

const event = {id: 7, atMs: 0, event: 'pech.rate_card.changed', payload: {before: 'a', after: 'b'}}
const posting = {event, body: '{"id":"7"}', secret: null, atMs: 1_700_000_000_999}

function sink(
  url: string,
  more: {allowPrivate?: string[]; timeoutSeconds?: number} = {},
): Extract<Sink, {type: 'webhook'}> {
  return {
    type: 'webhook',
    name: 'team',
    events: ['*'],
    secretEnv: null,
    timeoutSeconds: 5,
    allowPrivate: ['127.0.0.1', 'localhost'],
    url,
    ...more,
  }
}

test('the event is posted with its signature, and the secret is not', async () => {
  const seen: {body: string; headers: Record<string, unknown>; method: string | undefined}[] = []
  const port = await listen((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      seen.push({body, headers: request.headers, method: request.method})
      response.end('fine')
    })
  })
  const secret = 'canary-5f1c'
  expect(await postEvent(sink(`http://127.0.0.1:${port}/hook?a=1`), {...posting, secret})).toEqual({kind: 'delivered'})
  const hex = createHmac('sha256', secret).update('1700000000.{"id":"7"}').digest('hex')
  expect(seen).toMatchObject([
    {
      method: 'POST',
      body: '{"id":"7"}',
      headers: {
        'content-type': 'application/json',
        'pech-event': 'pech.rate_card.changed',
        'pech-event-id': '7',
        'pech-signature': `t=1700000000,v1=${hex}`,
      },
    },
  ])
  expect(JSON.stringify(seen)).not.toContain(secret)
})

test.each([
  [204, {kind: 'delivered'}],
  [400, {kind: 'rejected', reason: 'HTTP 400'}],
  [500, {kind: 'failed', reason: 'HTTP 500'}],
])('an answer of %s means %j', async (status, delivery) => {
  const port = await listen((_, response) => response.writeHead(status).end('secret words of the server'))
  expect(await postEvent(sink(`http://127.0.0.1:${port}/`), posting)).toEqual(delivery)
})

test('a redirect is not followed', async () => {
  let visits = 0
  const target = await listen((_, response) => {
    visits++
    response.end()
  })
  const port = await listen((_, response) =>
    response.writeHead(307, {location: `http://127.0.0.1:${target}/latest/meta-data`}).end(),
  )
  expect(await postEvent(sink(`http://127.0.0.1:${port}/`), posting)).toEqual({
    kind: 'failed',
    reason: 'redirect (HTTP 307)',
  })
  expect(visits).toBe(0)
})

test('a server that hangs is left after the time limit', async () => {
  const port = await listen(() => {})
  const before = performance.now()
  expect(await postEvent(sink(`http://127.0.0.1:${port}/`, {timeoutSeconds: 0.2}), posting)).toEqual({
    kind: 'failed',
    reason: 'timeout',
  })
  expect(performance.now() - before).toBeLessThan(2000)
})

test('a server that dribbles its headers is left after the time limit', async () => {
  const server = createTcpServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => socket.write('x: y\r\n'), 20)
    socket.on('error', () => {})
    socket.on('close', () => clearInterval(timer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${portOf(server.address())}/`
  expect(await postEvent(sink(url, {timeoutSeconds: 0.3}), posting)).toEqual({kind: 'failed', reason: 'timeout'})
  server.close()
})

test.each(['slow', 'endless'])('what comes after the headers is not waited for: a %s body', async (kind) => {
  let sent = 0
  const port = await listen((_, response) => {
    response.writeHead(200)
    const chunk = Buffer.alloc(kind === 'slow' ? 1 : 65_536)
    const timer = setInterval(
      () => {
        sent += chunk.length
        response.write(chunk)
      },
      kind === 'slow' ? 200 : 1,
    )
    response.on('close', () => clearInterval(timer))
  })
  const before = performance.now()
  expect(await postEvent(sink(`http://127.0.0.1:${port}/`), posting)).toEqual({kind: 'delivered'})
  expect(performance.now() - before).toBeLessThan(2000)
  expect(sent).toBeLessThan(64 * 1024 * 1024)
})

test('a connection that is reset, or closed without an answer, is a failure', async () => {
  const resetting = await listen((request) => request.socket.resetAndDestroy())
  expect(await postEvent(sink(`http://127.0.0.1:${resetting}/`), posting)).toEqual({
    kind: 'failed',
    reason: 'ECONNRESET',
  })
  const closing = await listen((request) => request.socket.end())
  expect((await postEvent(sink(`http://127.0.0.1:${closing}/`), posting)).kind).toBe('failed')
  const upgrading = await listen((request) => request.socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'))
  expect((await postEvent(sink(`http://127.0.0.1:${upgrading}/`), posting)).kind).toBe('failed')
})

test('where nobody listens, and where no host is, is a failure', async () => {
  const port = await listen(() => {})
  servers.splice(0).forEach((server) => server.close())
  expect(await postEvent(sink(`http://127.0.0.1:${port}/`), posting)).toEqual({kind: 'failed', reason: 'ECONNREFUSED'})
  const none: Resolve = (_, callback) => callback(Object.assign(new Error('no such host'), {code: 'ENOTFOUND'}), [])
  expect(await postEvent(sink('http://nowhere.example/'), posting, none)).toEqual({kind: 'failed', reason: 'ENOTFOUND'})
  const empty: Resolve = (_, callback) => callback(null, [])
  expect(await postEvent(sink('http://nowhere.example/'), posting, empty)).toEqual({
    kind: 'failed',
    reason: 'ENOTFOUND',
  })
})

const PRIVATE = {kind: 'failed', reason: 'private address'}

/** Spellings of places that a webhook must not reach, with the port of a server that counts its visitors. */
const SPELLINGS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '017700000001',
  '0177.0.0.1',
  '0177.0.0.01',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7F.1',
  '127.0.0.1.',
  '１２７.0.0.1',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '0',
  '0.0.0.0',
  '0x0',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000::0001]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::FFFF:0:127.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  'localhost',
  'LOCALHOST',
  'example.com@127.0.0.1',
  'user:pass@127.0.0.1',
  'example.com%2f@127.0.0.1',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '[::ffff:169.254.169.254]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.100.100.200',
  '168.63.129.16',
]

test.each(SPELLINGS)('http://%s is refused unless it is allowed by name', async (host) => {
  let visits = 0
  const port = await listen((_, response) => {
    visits++
    response.end()
  })
  for (const url of [`http://${host}:${port}/`, `https://${host}:${port}/`]) {
    expect(await postEvent(sink(url, {allowPrivate: ['other.example'], timeoutSeconds: 2}), posting)).toEqual(PRIVATE)
  }
  expect(visits).toBe(0)
})

test.each(['localhost.', 'LocalHost.localdomain', 'metadata.google.internal', '127.0.0.1.example.com'])(
  'the name %s is judged by its address',
  async (host) => {
    const metadata: Resolve = (_, callback) => callback(null, [{address: '169.254.169.254', family: 4}])
    expect(await postEvent(sink(`http://${host}/`, {allowPrivate: ['127.0.0.1']}), posting, metadata)).toEqual(PRIVATE)
  },
)

test('a name that resolves to a private address is refused, also when another address of it is public', async () => {
  const to =
    (...addresses: string[]): Resolve =>
    (_, callback) =>
      callback(
        null,
        addresses.map((address) => ({address, family: address.includes(':') ? 6 : 4})),
      )
  const url = 'http://hooks.example:9/'
  expect(await postEvent(sink(url), posting, to('127.0.0.1'))).toEqual(PRIVATE)
  expect(await postEvent(sink(url), posting, to('93.184.216.34', '169.254.169.254'))).toEqual(PRIVATE)
  expect(await postEvent(sink(url), posting, to('2606:4700::1', '::ffff:10.0.0.1'))).toEqual(PRIVATE)
})

test('the address that was checked is the one that is connected to, however the name resolves later', async () => {
  let visits = 0
  const port = await listen((_, response) => {
    visits++
    response.end()
  })
  let questions = 0
  const rebinding: Resolve = (_, callback) => {
    questions++
    callback(null, [{address: questions === 1 ? '203.0.113.1' : '127.0.0.1', family: 4}])
  }
  expect(await postEvent(sink(`http://rebind.example:${port}/`), posting, rebinding)).toEqual(PRIVATE)
  expect([questions, visits]).toEqual([1, 0])
})

test('a host that is allowed by name may be private, in any spelling of that name', async () => {
  const port = await listen((_, response) => response.end())
  const home: Resolve = (_, callback) => callback(null, [{address: '127.0.0.1', family: 4}])
  for (const [url, name] of [
    [`http://127.0.0.1:${port}/`, '127.0.0.1'],
    [`http://HOOKS.internal.:${port}/`, 'hooks.INTERNAL'],
    [`http://hooks.internal:${port}/`, 'hooks.internal.'],
  ] as const) {
    expect(await postEvent(sink(url, {allowPrivate: [name]}), posting, home)).toEqual({kind: 'delivered'})
  }
  expect(await postEvent(sink(`http://hooks.internal:${port}/`, {allowPrivate: ['internal']}), posting, home)).toEqual(
    PRIVATE,
  )
})

import {createServer, type RequestListener} from 'node:http'
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, expect, test} from 'vitest'
import {CardFile} from '../../../src/io/rate-card/card-file.ts'
import {PriceSources} from '../../../src/io/rate-card/price-sources.ts'

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A loopback server that stands in for `https://prices.example`; every host that is asked for is noted. */
async function sourcesAt(listener: RequestListener, options: {timeoutMs?: number; mostBytes?: number} = {}) {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const listening = server.address()
  const port = typeof listening === 'object' ? listening?.port : undefined
  const hosts: string[] = []
  const toLoopback: typeof fetch = (input, init) => {
    const address = new URL(String(input))
    hosts.push(address.host)
    return fetch(`http://127.0.0.1:${port}${address.pathname}`, init)
  }
  return {hosts, sources: new PriceSources({fetch: toLoopback, ...options})}
}

const table = 'https://prices.example/table.json'

test('an https address is downloaded, redirects on its own host are followed', async () => {
  const {sources, hosts} = await sourcesAt((request, response) => {
    if (request.url === '/table.json') response.writeHead(302, {location: '/moved.json'}).end()
    else response.end('\uFEFF{"a": 1}')
  })
  expect(await sources.read(table)).toEqual({kind: 'read', source: table, json: {a: 1}})
  expect(hosts).toEqual(['prices.example', 'prices.example'])
})

test('a redirect to another host, or away from https, is not followed', async () => {
  for (const location of ['https://evil.example/', 'http://prices.example/table.json', 'https://prices.example:444/']) {
    const {sources, hosts} = await sourcesAt((_, response) => response.writeHead(301, {location}).end())
    expect(await sources.read(table)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('another host'),
    })
    expect(hosts).toEqual(['prices.example'])
  }
})

test('redirects in a circle, other states, no JSON and silence each have their reason', async () => {
  const reasonFor = async (listener: RequestListener) => {
    const {sources} = await sourcesAt(listener, {timeoutMs: 300, mostBytes: 1000})
    const content = await sources.read(table)
    return content.kind === 'unreadable' ? content.reason : 'read'
  }
  expect(await reasonFor((_, response) => response.writeHead(302, {location: table}).end())).toBe(
    'redirected too often',
  )
  expect(await reasonFor((_, response) => response.writeHead(404).end())).toBe('HTTP 404')
  expect(await reasonFor((_, response) => response.end('<html>'))).toBe('not JSON')
  expect(await reasonFor((_, response) => response.end('x'.repeat(1001)))).toBe('larger than 1000 bytes')
  expect(await reasonFor(() => {})).toBe('no answer within 0.3 seconds')
  expect(await reasonFor((_, response) => void response.writeHead(200).write('{"a":'))).toBe(
    'no answer within 0.3 seconds',
  )
  expect(await reasonFor((request) => request.destroy())).toMatch(/fetch failed/)
})

test('only https is an address, and one with a password is not taken', async () => {
  const sources = new PriceSources()
  for (const address of [
    'http://prices.example/',
    'file:///etc/passwd',
    'ftp://x/',
    'https://me:secret@prices.example/',
  ]) {
    await expect(sources.read(address)).rejects.toMatchObject({code: 'USAGE'})
  }
  await expect(sources.read('https://me:secret@prices.example/')).rejects.not.toMatchObject({
    message: expect.stringContaining('secret'),
  })
})

test('a file is read; one that is not there has a reason', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pech-test-'))
  writeFileSync(join(folder, 'a.json'), '[]')
  const sources = new PriceSources()
  expect(await sources.read(join(folder, 'a.json'))).toMatchObject({kind: 'read', json: []})
  expect(await sources.read(join(folder, 'b.json'))).toMatchObject({kind: 'unreadable', reason: 'no such file'})
})

test('a card is written with a line in the history beside it, in a folder that need not exist', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'pech-test-')), 'config')
  const file = new CardFile(join(folder, 'rate-card.json'))
  file.replace({a: 1}, {at: 'then'})
  file.replace({a: 2}, {at: 'now'})
  expect(JSON.parse(readFileSync(file.path, 'utf8'))).toEqual({a: 2})
  expect(readFileSync(join(folder, 'rate-card-history.jsonl'), 'utf8')).toBe('{"at":"then"}\n{"at":"now"}\n')
  expect(() => new CardFile(join(file.path, 'rate-card.json')).replace({}, {})).toThrow('cannot write')
})

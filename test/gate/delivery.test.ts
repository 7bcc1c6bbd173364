import {createServer, type Server} from 'node:http'
import {expect, test, vi} from 'vitest'
import {GateWorld} from './gate-world.ts'

/** A receiver on this machine. */
async function receiver(): Promise<{server: Server; url: string; bodies: string[]}> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (data: Buffer) => (body += data.toString()))
    request.on('end', () => {
      bodies.push(body)
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {server, url: `http://127.0.0.1:${port}/`, bodies}
}

test('a hook that reports a threshold starts its delivery, and does not wait for it', async () => {
  const {server, url, bodies} = await receiver()
  const world = new GateWorld()
  world.budgets('{budgets: [{match: {arm: client-x}, limit_usd: 10, thresholds: [80], on_breach: alert}]}')
  world.config(
    `sinks:\n  - {name: here, type: webhook, url: '${url}', allow_private: [127.0.0.1], events: ['pech.budget.*']}\n`,
  )
  world.spend('s', 9, {cwd: '/clients/client-x'})
  expect(world.run(['hook', 'PostToolUse'], world.hookJson('s'))).toMatchObject({exitCode: 0, stdout: '', stderr: ''})
  await vi.waitFor(() => expect(bodies).toHaveLength(1), 15_000)
  server.close()
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
    event: 'pech.budget.threshold.crossed',
    payload: {budget: 'arm client-x month', threshold: 0.8, current_usd: 9},
  })
}, 30_000)

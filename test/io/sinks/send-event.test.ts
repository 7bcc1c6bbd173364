import {readdirSync, readFileSync} from 'node:fs'
import {createServer} from 'node:http'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {deliverEvents} from '../../../src/app/sinks/deliver-events.ts'
import type {Sink} from '../../../src/core/config/config.ts'
import {mirrorEvents, recordEvent} from '../../../src/io/ledger/events.ts'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {Outbox} from '../../../src/io/sinks/outbox.ts'
import {eventSender} from '../../../src/io/sinks/send-event.ts'
import {deliveryAsText} from '../../../src/render/delivery.ts'
import {freshHome} from '../../run-pech.ts'

const NOW = Date.parse('2026-10-04T12:00:00Z')
const CANARY = 'canary-9d1f6c2b'

test('a sink whose secret is not set gets nothing, and the name of the variable is said', async () => {
  const sink: Sink = {
    type: 'webhook',
    name: 'team',
    events: ['*'],
    secretEnv: 'PECH_TEAM_SECRET',
    timeoutSeconds: 1,
    url: 'http://192.0.2.1/',
    allowPrivate: [],
  }
  const event = {id: 1, atMs: NOW, event: 'pech.rate_card.changed', payload: {}}
  const failed = {kind: 'failed', reason: 'PECH_TEAM_SECRET is not set'}
  expect(await eventSender({env: {}, clock: () => NOW})(sink, event)).toEqual(failed)
  expect(await eventSender({env: {PECH_TEAM_SECRET: ''}, clock: () => NOW})(sink, event)).toEqual(failed)
})

test('a secret reaches neither the ledger, nor the mirror, nor any word that is said, whatever the other side answers', async () => {
  const echo = createServer((request, response) => {
    const status = request.url === '/reset' ? 0 : Number(request.url?.slice(1))
    if (status === 0) request.socket.destroy(new Error(CANARY))
    else response.writeHead(status, {location: `/${CANARY}`, 'x-secret': CANARY}).end(CANARY)
  })
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve))
  const address = echo.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const common = {events: ['*'], secretEnv: 'CANARY_SECRET', timeoutSeconds: 5}
  const loud = `console.log(process.env.CANARY_SECRET); console.error(process.env.CANARY_SECRET); process.exitCode = 1`
  const sinks: Sink[] = [
    ...['200', '302', '400', '401', '500', 'reset'].map((path): Sink => {
      const url = `http://127.0.0.1:${port}/${path}`
      return {...common, type: 'webhook', name: `web ${path}`, url, allowPrivate: ['127.0.0.1']}
    }),
    {...common, type: 'command', name: 'program', command: [process.execPath, '-e', loud]},
    {...common, type: 'command', name: 'missing', command: ['/no/such/program']},
  ]
  const home = freshHome()
  const {database} = openLedger(join(home, 'ledger.db'))
  recordEvent(database, NOW, {event: 'pech.rate_card.changed', dedupeKey: 'a', payload: {before: '', after: ''}})
  const send = eventSender({env: {...process.env, CANARY_SECRET: CANARY}, clock: () => NOW})
  const ports = {clock: () => NOW, random: () => 0, outbox: new Outbox(database), send}
  const deliveries = await deliverEvents(ports, sinks, true)
  echo.close()
  mirrorEvents(database, join(home, 'events.jsonl'))
  expect(deliveries.map(({delivered, rejected, pending}) => [delivered, rejected, pending])).toEqual([
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
    ...Array.from({length: 5}, () => [0, 0, 1]),
  ])
  const said = [JSON.stringify(deliveries), deliveryAsText({sinks: deliveries})]
  const kept = readdirSync(home).map((name) => readFileSync(join(home, name), 'latin1'))
  expect(kept.length).toBeGreaterThan(1)
  for (const text of [...said, ...kept]) expect(text).not.toContain(CANARY)
})

test('what a round did is said in a line per sink', () => {
  const none = {delivered: 0, rejected: 0, expired: 0, pending: 0, reason: null}
  expect(deliveryAsText({sinks: []})).toBe('No sinks are configured.\n')
  expect(
    deliveryAsText({
      sinks: [
        {sink: 'quiet', ...none},
        {sink: 'team', ...none, delivered: 2},
        {sink: 'far\u001b[2J', delivered: 0, rejected: 1, expired: 3, pending: 12, reason: 'timeout'},
      ],
    }),
  ).toBe(
    [
      'quiet: nothing to send',
      'team: 2 events sent',
      String.raw`far\x1b[2J: 1 event refused by the receiver, 3 events given up after a week, 12 events kept for later (timeout)`,
      '',
    ].join('\n'),
  )
})

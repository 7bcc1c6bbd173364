import {expect, test} from 'vitest'
import {deliverEvents} from '../../../src/app/sinks/deliver-events.ts'
import type {Sink} from '../../../src/core/config/config.ts'
import type {Delivery} from '../../../src/core/sinks/delivery.ts'
import {recordEvent} from '../../../src/io/ledger/events.ts'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {Outbox} from '../../../src/io/sinks/outbox.ts'

const NOW = Date.parse('2026-10-04T12:00:00Z')
const sink = (name: string): Sink => ({
  type: 'command',
  name,
  events: ['*'],
  secretEnv: null,
  timeoutSeconds: 10,
  command: ['x'],
})

/** A ledger with three events, and sinks that answer as told. */
function world(answer: (sink: string, event: number) => Delivery) {
  const {database} = openLedger(':memory:')
  for (const dedupeKey of ['a', 'b', 'c']) {
    recordEvent(database, NOW, {event: 'pech.rate_card.changed', dedupeKey, payload: {before: '', after: ''}})
  }
  const sent: string[] = []
  let now = NOW
  const ports = {
    clock: () => now,
    random: () => 0,
    outbox: new Outbox(database),
    async send({name}: Sink, {id}: {readonly id: number}): Promise<Delivery> {
      sent.push(`${name}${id}`)
      return answer(name, id)
    },
  }
  return {ports, sent, pass: (ms: number) => (now += ms)}
}

const FINE = {kind: 'delivered'} as const

test('every event goes once to every sink, in order', async () => {
  const {ports, sent} = world(() => FINE)
  const nothing = {rejected: 0, expired: 0, pending: 0, reason: null}
  expect(await deliverEvents(ports, [sink('x'), sink('y')], false)).toEqual([
    {sink: 'x', delivered: 3, ...nothing},
    {sink: 'y', delivered: 3, ...nothing},
  ])
  await deliverEvents(ports, [sink('x'), sink('y')], true)
  expect(sent.toSorted()).toEqual(['x1', 'x2', 'x3', 'y1', 'y2', 'y3'])
})

test('a sink that fails is left alone for a while and holds nobody else up', async () => {
  let isUp = false
  const {ports, sent, pass} = world((name) => (name === 'x' && !isUp ? {kind: 'failed', reason: 'HTTP 500'} : FINE))
  const [x, y] = await deliverEvents(ports, [sink('x'), sink('y')], false)
  expect(x).toEqual({sink: 'x', delivered: 0, rejected: 0, expired: 0, pending: 3, reason: 'HTTP 500'})
  expect(y?.delivered).toBe(3)
  isUp = true
  pass(29_999)
  expect((await deliverEvents(ports, [sink('x')], false))[0]).toMatchObject({pending: 1, reason: 'HTTP 500'})
  pass(1)
  expect((await deliverEvents(ports, [sink('x')], false))[0]).toMatchObject({delivered: 1, pending: 0})
  expect(sent.filter((name) => name.startsWith('x'))).toEqual(['x1', 'x2', 'x3', 'x1'])
})

test('when a person asks, what was put off is tried at once', async () => {
  let isUp = false
  const {ports} = world(() => (isUp ? FINE : {kind: 'failed', reason: 'timeout'}))
  await deliverEvents(ports, [sink('x')], false)
  isUp = true
  expect((await deliverEvents(ports, [sink('x')], true))[0]).toMatchObject({delivered: 3, pending: 0})
})

test('an event that the receiver does not want is not sent again', async () => {
  const {ports} = world((_, event) => (event === 2 ? {kind: 'rejected', reason: 'HTTP 422'} : FINE))
  expect(await deliverEvents(ports, [sink('x')], false)).toEqual([
    {sink: 'x', delivered: 2, rejected: 1, expired: 0, pending: 0, reason: 'HTTP 422'},
  ])
})

test('after a week of trying, events are given up, and that is said', async () => {
  const {ports, pass} = world(() => ({kind: 'failed', reason: 'timeout'}))
  await deliverEvents(ports, [sink('x')], false)
  pass(7 * 86_400_000 + 1)
  expect(await deliverEvents(ports, [sink('x')], false)).toMatchObject([{expired: 3, pending: 0}])
})

test('two processes at once send no event twice', async () => {
  const {ports, sent} = world(() => FINE)
  const results = await Promise.all([
    deliverEvents(ports, [sink('x')], false),
    deliverEvents(ports, [sink('x')], false),
  ])
  expect(results.flat().reduce((sum, {delivered}) => sum + delivered, 0)).toBe(3)
  expect(sent.toSorted()).toEqual(['x1', 'x2', 'x3'])
})

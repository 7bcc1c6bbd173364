import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Sink} from '../../../src/core/config/config.ts'
import {recordEvent} from '../../../src/io/ledger/events.ts'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {Outbox} from '../../../src/io/sinks/outbox.ts'

const NOW = Date.parse('2026-10-04T12:00:00Z')
const LEASE = 40_000

const sink = (name: string, events = ['*']): Sink => ({
  type: 'command',
  name,
  events,
  secretEnv: null,
  timeoutSeconds: 10,
  command: ['x'],
})

function world() {
  const {database} = openLedger(':memory:')
  let count = 0
  const record = (atMs = NOW) =>
    recordEvent(database, atMs, {
      event: 'pech.rate_card.changed',
      dedupeKey: String(count++),
      payload: {before: '', after: ''},
    })
  return {database, outbox: new Outbox(database), record}
}

test('each event is queued once for each sink that wants it, however often that is asked', () => {
  const {outbox, record} = world()
  const sinks = [sink('all'), sink('cards', ['pech.rate_card.*']), sink('budgets', ['pech.budget.*'])]
  for (let round = 0; round < 3; round++) {
    record()
    outbox.queue(sinks, NOW)
    outbox.queue(sinks, NOW)
  }
  expect(['all', 'cards', 'budgets'].map((name) => outbox.pending(name).count)).toEqual([3, 3, 0])
})

test('a new sink gets what happened in the last day, and nothing older', () => {
  const {outbox, record} = world()
  record(NOW - 2 * 86_400_000)
  record(NOW - 3_600_000)
  outbox.queue([sink('new')], NOW)
  expect(outbox.pending('new').count).toBe(1)
})

test('a long backlog is queued whole', () => {
  const {outbox, record} = world()
  for (let count = 0; count < 2500; count++) record()
  outbox.queue([sink('a')], NOW)
  expect(outbox.pending('a').count).toBe(2500)
})

test('what one process has taken, another does not, until the lease is over', () => {
  const {outbox, record} = world()
  record()
  outbox.queue([sink('a')], NOW)
  expect(outbox.claim('a', NOW, LEASE, false)).toMatchObject({event: {id: 1}, attempts: 0})
  expect(outbox.claim('a', NOW, LEASE, true)).toBeNull()
  expect(outbox.claim('a', NOW + LEASE - 1, LEASE, false)).toBeNull()
  expect(outbox.claim('a', NOW + LEASE, LEASE, false)).not.toBeNull()
})

test('what failed waits, unless it is urgent, and remembers how often and why', () => {
  const {outbox, record} = world()
  record()
  outbox.queue([sink('a')], NOW)
  outbox.claim('a', NOW, LEASE, false)
  outbox.postpone('a', 1, NOW + 60_000, 'HTTP 500')
  expect(outbox.pending('a')).toEqual({count: 1, reason: 'HTTP 500'})
  expect(outbox.claim('a', NOW + 59_999, LEASE, false)).toBeNull()
  expect(outbox.claim('a', NOW + 1, LEASE, true)).toMatchObject({attempts: 1})
  outbox.remove('a', 1)
  expect(outbox.pending('a')).toEqual({count: 0, reason: null})
})

test('a clock that was set back by a year does not stop anything', () => {
  const {outbox, record} = world()
  record()
  outbox.queue([sink('a')], NOW)
  outbox.claim('a', NOW, LEASE, false)
  outbox.postpone('a', 1, NOW + 60_000, 'timeout')
  expect(outbox.claim('a', NOW - 365 * 86_400_000, LEASE, false)).not.toBeNull()
})

test('what could not be sent for long is given up', () => {
  const {outbox, record} = world()
  record()
  outbox.queue([sink('a')], NOW)
  expect(outbox.expire('a', NOW)).toBe(0)
  expect(outbox.expire('a', NOW + 1)).toBe(1)
  expect(outbox.pending('a').count).toBe(0)
})

test('an event that is gone from the ledger is gone from the queue', () => {
  const {database, outbox, record} = world()
  record()
  outbox.queue([sink('a')], NOW)
  database.run('DELETE FROM event')
  expect(outbox.claim('a', NOW, LEASE, false)).toBeNull()
  expect(outbox.pending('a').count).toBe(0)
})

test('nothing is lost or sent twice at once in any order of recording, queueing, claiming and failing', () => {
  const step = fc.constantFrom('record', 'queue', 'claim', 'deliver', 'fail')
  fc.assert(
    fc.property(fc.array(step, {maxLength: 60}), (steps) => {
      const {outbox, record, database} = world()
      let now = NOW
      let recorded = 0
      const held: number[] = []
      const delivered: number[] = []
      for (const action of steps) {
        now += 1000
        if (action === 'record') recorded += record(now) ? 1 : 0
        if (action === 'queue') outbox.queue([sink('a')], now)
        if (action === 'claim') {
          const taken = outbox.claim('a', now, 3_600_000, false)
          if (taken !== null) {
            expect(held).not.toContain(taken.event.id)
            held.push(taken.event.id)
          }
        }
        if (action === 'deliver' || action === 'fail') {
          const id = held.shift()
          if (id !== undefined && action === 'fail') outbox.postpone('a', id, now + 5000, 'timeout')
          if (id !== undefined && action === 'deliver') {
            outbox.remove('a', id)
            delivered.push(id)
          }
        }
      }
      outbox.queue([sink('a')], now)
      expect(new Set(delivered).size).toBe(delivered.length)
      expect(delivered.length + outbox.pending('a').count).toBe(recorded)
      database.close()
    }),
    {numRuns: 300},
  )
})

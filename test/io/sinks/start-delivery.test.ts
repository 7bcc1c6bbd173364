import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test, vi} from 'vitest'
import type {Sink} from '../../../src/core/config/config.ts'
import {recordEvent} from '../../../src/io/ledger/events.ts'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {Outbox} from '../../../src/io/sinks/outbox.ts'
import {startDelivery} from '../../../src/io/sinks/start-delivery.ts'
import {freshHome} from '../../run-pech.ts'

const NOW = Date.parse('2026-10-04T12:00:00Z')
const sinks: Sink[] = [{type: 'command', name: 'a', events: ['*'], secretEnv: null, timeoutSeconds: 10, command: ['x']}]

function world() {
  const home = freshHome()
  const launcher = join(home, 'pech.cjs')
  const out = join(home, 'started')
  writeFileSync(
    launcher,
    `require('fs').appendFileSync(${JSON.stringify(out)}, process.argv.slice(2).join(' ') + '\\n')`,
  )
  const {database} = openLedger(':memory:')
  let count = 0
  const record = () =>
    recordEvent(database, NOW, {
      event: 'pech.rate_card.changed',
      dedupeKey: String(count++),
      payload: {before: '', after: ''},
    })
  const start = (nowMs: number, wanted = sinks, isLast = false) =>
    startDelivery(database, {sinks: wanted, nowMs, launcher, isLast})
  return {database, record, start, outbox: new Outbox(database), out}
}

test('without a sink, and without an event, nothing is started', () => {
  const {record, start} = world()
  expect(start(NOW)).toBe(false)
  record()
  expect(start(NOW, [])).toBe(false)
})

test('an event starts a delivery in a process of its own, at most once in five seconds', async () => {
  const {record, start, out} = world()
  record()
  expect([start(NOW), start(NOW), start(NOW + 4_999), start(NOW + 5_000)]).toEqual([true, false, false, true])
  await vi.waitFor(() => expect(existsSync(out) && readFileSync(out, 'utf8').split('\n').length).toBe(3), 10_000)
  expect(readFileSync(out, 'utf8')).toBe('events --deliver --no-ingest --quiet\n'.repeat(2))
})

test('what is queued and not yet due starts nothing; what is due does', () => {
  const {record, start, outbox} = world()
  record()
  outbox.queue(sinks, NOW)
  outbox.postpone('a', 1, NOW + 300_000, 'timeout')
  expect([start(NOW), start(NOW + 299_999), start(NOW + 300_000)]).toEqual([false, false, true])
})

test('a clock that was set back does not stop deliveries', () => {
  const {record, start} = world()
  record()
  expect([start(NOW), start(NOW - 365 * 86_400_000)]).toEqual([true, true])
})

test('the end of a session does not wait for the next five seconds', () => {
  const {record, start} = world()
  record()
  expect([start(NOW), start(NOW + 1), start(NOW + 1, sinks, true)]).toEqual([true, false, true])
})

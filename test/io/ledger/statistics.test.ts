import {join} from 'node:path'
import {expect, test} from 'vitest'
import {detectNewSpikes, dismissAnomaly, refreshSpikeLimits, spikesLately} from '../../../src/io/ledger/anomalies.ts'
import {dailySpend} from '../../../src/io/ledger/daily-series.ts'
import {recordEvent} from '../../../src/io/ledger/events.ts'
import {learnedPatterns, learnFrom} from '../../../src/io/ledger/prior.ts'
import {spikeEvent} from '../../../src/io/ledger/spike-event.ts'
import {writeCalls, type WrittenCall} from '../../cli/written-calls.ts'
import {ingestFolder, openTestLedger} from './test-ledger.ts'

function ledgerOf(calls: readonly WrittenCall[], ledger = openTestLedger()) {
  ingestFolder(ledger, join(writeCalls(calls), 'claude', 'projects'))
  return ledger
}

const day = (label: string, output: number, session = 'one'): WrittenCall => ({
  at: `${label}T10:00:00Z`,
  output,
  session,
})
const query = {nowMs: Date.UTC(2026, 9, 30, 12), timezone: 'UTC'}

test('days that were kept are read anew when calls come late', () => {
  const days = Array.from({length: 25}, (_, index) =>
    day(`2026-10-${String(index + 1).padStart(2, '0')}`, 1000 * (index + 1)),
  )
  const ledger = ledgerOf(days)
  const first = dailySpend(ledger.database, query)
  expect(dailySpend(ledger.database, query)).toEqual(first)
  expect(ledger.database.get('SELECT count(*) AS kept FROM spend_cache')?.['kept']).toBe(1)
  // the ids of the late calls are those of the first ones unless they are told apart
  const late = days.slice(0, 2).map((call, index) => ({...call, id: `late-${index}`, session: 'two'}))
  ledgerOf(late, ledger)
  expect(ledger.database.get('SELECT count(*) AS kept FROM spend_cache')?.['kept']).toBe(0)
  const again = dailySpend(ledger.database, query)
  expect(again.days[0]?.pricedPicodollars).toBe(2n * (first.days[0]?.pricedPicodollars ?? 0n))
  expect(again.days[24]).toEqual(first.days[24])
})

/** Ten minutes apart: 300 ordinary calls of one kind. */
const ordinary = Array.from({length: 300}, (_, index): WrittenCall => {
  return {
    at: new Date(Date.UTC(2026, 9, 1) + index * 600_000).toISOString(),
    output: 1000 + (index % 9) * 50,
    session: `s${index % 5}`,
  }
})

test('a hook reports a spike among new calls once, of each kind and day the first, and others hear of it once', () => {
  const ledger = ledgerOf([
    ...ordinary,
    {at: '2026-10-05T09:00:00Z', output: 90_000, session: 's1'},
    {at: '2026-10-05T09:01:00Z', output: 95_000, session: 's1'},
  ])
  const {database} = ledger
  const now = {
    session: 's1',
    newFromMs: Date.UTC(2026, 9, 5, 9),
    nowMs: Date.UTC(2026, 9, 5, 9, 2),
    dayFromMs: Date.UTC(2026, 9, 5),
  }
  expect(detectNewSpikes(database, now)).toEqual([])
  refreshSpikeLimits(database, Date.UTC(2026, 9, 4))
  const [spike, ...others] = detectNewSpikes(database, now)
  if (spike === undefined) throw new Error('no spike')
  expect(others).toEqual([])
  expect(spike).toMatchObject({id: 'msg_300', usd: 2.25, usualUsd: expect.closeTo(0.03, 3)})
  expect(detectNewSpikes(database, now)).toEqual([])
  expect(database.get('SELECT count(*) AS known FROM anomaly')?.['known']).toBe(2)
  const event = spikeEvent(database, spike)
  expect(event.payload).toMatchObject({attribution_tuple: {agent: 'main'}, current_cost_usd: 2.25, direction: 'spike'})
  expect([recordEvent(database, now.nowMs, event), recordEvent(database, now.nowMs, event)]).toEqual([true, false])
})

test('a hook judges what it posted, what others posted shortly before, and no old calls', () => {
  const {database} = ledgerOf([
    ...ordinary,
    {at: '2026-10-05T09:00:00Z', output: 90_000, session: 's1'},
    {at: '2026-10-05T09:01:00Z', output: 95_000, session: 's1'},
  ])
  refreshSpikeLimits(database, Date.UTC(2026, 9, 4))
  const spikesAt = (nowMinute: number, newFromMinute: number) =>
    spikesLately(database, {
      session: 's1',
      newFromMs: Date.UTC(2026, 9, 5, 9, newFromMinute),
      nowMs: Date.UTC(2026, 9, 5, 9, nowMinute),
      dayFromMs: Date.UTC(2026, 9, 5),
    }).map(({id}) => id)
  expect(spikesAt(2, 0)).toEqual(['msg_300', 'msg_301'])
  expect(spikesAt(6, 4)).toEqual(['msg_301'])
  expect(spikesAt(6, 5)).toEqual([])
  expect(spikesAt(16, 0)).toEqual(['msg_301'])
  expect(spikesAt(17, 0)).toEqual([])
})

test('a hook is silent about a kind of calls that was dismissed', () => {
  const ledger = ledgerOf([
    ...ordinary,
    {at: '2026-10-05T09:00:00Z', output: 90_000, session: 's1'},
    {at: '2026-10-06T09:01:00Z', output: 95_000, session: 's1'},
  ])
  const {database} = ledger
  refreshSpikeLimits(database, Date.UTC(2026, 9, 4))
  const at = (dayOfMonth: number) => ({
    session: 's1',
    newFromMs: Date.UTC(2026, 9, dayOfMonth, 9),
    nowMs: Date.UTC(2026, 9, dayOfMonth, 9, 2),
    dayFromMs: Date.UTC(2026, 9, dayOfMonth),
  })
  expect(detectNewSpikes(database, at(5))).toHaveLength(1)
  dismissAnomaly(database, 'msg_300', Date.UTC(2026, 9, 20))
  expect(detectNewSpikes(database, at(6))).toEqual([])
})

test('a session that goes on after it was compacted takes the place of what it had taught', () => {
  const calls = [4, 8, 12, 16, 20].map((tokens, index) => ({
    at: `2026-10-01T10:0${index}:00Z`,
    output: tokens * 1000,
    session: 'one',
  }))
  const ledger = ledgerOf(calls)
  const {database} = ledger
  learnFrom(database, 'one', 1)
  const taught = learnedPatterns(database)
  learnFrom(database, 'one', 2)
  expect(learnedPatterns(database)).toEqual(taught)
  ledgerOf([{at: '2026-10-01T11:00:00Z', output: 60_000, session: 'one', id: 'later'}], ledger)
  learnFrom(database, 'one', 3)
  expect([...learnedPatterns(database).values()][0]).toMatchObject({observations: 6, muUsd: expect.closeTo(0.5, 12)})
})

import {expect, test} from 'vitest'
import {changedCardEvent, staleCardEvent} from '../../../src/core/events/rate-card-events.ts'

test('a stale card is one event per card and level', () => {
  const stale = (verifiedAt: string, ageDays: number, severity: 'warning' | 'error') =>
    staleCardEvent({verifiedAt, ageDays, severity})
  const first = stale('2026-01-01', 91, 'warning')
  expect(first.payload).toEqual({verified_at: '2026-01-01', age_days: 91, severity: 'warning'})
  expect(stale('2026-01-01', 92, 'warning').dedupeKey).toBe(first.dedupeKey)
  expect(stale('2026-01-01', 181, 'error').dedupeKey).not.toBe(first.dedupeKey)
  expect(stale('2026-01-02', 91, 'warning').dedupeKey).not.toBe(first.dedupeKey)
})

test('each change of prices is an event, and past calls are counted only where they moved', () => {
  const change = {before: 'a', after: 'b', atMs: 1}
  expect(changedCardEvent(change).payload).toEqual({before: 'a', after: 'b'})
  expect(changedCardEvent({...change, repricedCalls: 3}).payload).toEqual({before: 'a', after: 'b', repriced_calls: 3})
  const keys = [change, {...change, atMs: 2}, {...change, repricedCalls: 3}].map(
    (one) => changedCardEvent(one).dedupeKey,
  )
  expect(new Set(keys).size).toBe(3)
})

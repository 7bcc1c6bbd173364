import fc from 'fast-check'
import {expect, test} from 'vitest'
import {LIFETIME_1H_MS, LIFETIME_5M_MS, unreadWrites} from '../../../src/core/caching/unread-writes.ts'

function call(atMs: number | null, cacheRead: number, cacheWrite5m: number, cacheWrite1h = 0) {
  return {atMs, cacheRead, cacheWrite5m, cacheWrite1h}
}

test('a write that nothing reads is unread', () => {
  expect(unreadWrites([call(0, 0, 100, 50)])).toEqual([{unread5m: 100, unread1h: 50}])
  expect(unreadWrites([])).toEqual([])
})

test('a write is read by a later call that reads the whole prefix within the lifetime', () => {
  const write = call(0, 1000, 100)
  const judge = (later: ReturnType<typeof call>) => unreadWrites([write, later])[0]
  expect(judge(call(LIFETIME_5M_MS, 1100, 0))).toEqual({unread5m: 0, unread1h: 0})
  expect(judge(call(LIFETIME_5M_MS + 1, 1100, 0))).toEqual({unread5m: 100, unread1h: 0})
  expect(judge(call(1, 1099, 0))).toEqual({unread5m: 100, unread1h: 0})
})

test('a 1-hour write stands before a 5-minute one and lives longer', () => {
  const later = call(LIFETIME_1H_MS, 1050, 0)
  expect(unreadWrites([call(0, 1000, 100, 50), later])[0]).toEqual({unread5m: 100, unread1h: 0})
  expect(unreadWrites([call(0, 1000, 100, 50), {...later, atMs: LIFETIME_1H_MS + 1}])[0]).toEqual({
    unread5m: 100,
    unread1h: 50,
  })
})

test('calls without a time are neither judged nor witnesses', () => {
  expect(unreadWrites([call(null, 0, 7), call(0, 0, 100), call(null, 100, 0), call(2, 100, 0)])).toEqual([
    {unread5m: 0, unread1h: 0},
    {unread5m: 0, unread1h: 0},
    {unread5m: 0, unread1h: 0},
    {unread5m: 0, unread1h: 0},
  ])
  expect(unreadWrites([call(0, 0, 100), call(null, 100, 0)])[0]).toEqual({unread5m: 100, unread1h: 0})
})

test('no more is unread than was written', () => {
  const calls = fc.array(fc.tuple(fc.nat(4_000_000), fc.nat(500), fc.nat(50), fc.nat(50)), {maxLength: 12})
  fc.assert(
    fc.property(calls, (raw) => {
      const sorted = raw.map((one) => call(...one)).sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))
      unreadWrites(sorted).forEach(({unread5m, unread1h}, index) => {
        expect([0, sorted[index]!.cacheWrite5m]).toContain(unread5m)
        expect([0, sorted[index]!.cacheWrite1h]).toContain(unread1h)
      })
    }),
  )
})

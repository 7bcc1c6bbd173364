import fc from 'fast-check'
import {expect, test} from 'vitest'
import {formatTimestamp} from '../../../src/core/time/format-timestamp.ts'
import {parseTimestamp} from '../../../src/core/time/parse-timestamp.ts'

const anyMillisecond = fc.integer({min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59, 999)})

test('what is formatted is read back', () => {
  fc.assert(
    fc.property(anyMillisecond, (atMs) => {
      expect(parseTimestamp(formatTimestamp(atMs))).toBe(atMs)
    }),
  )
})

test('an offset changes the text and not the instant', () => {
  fc.assert(
    fc.property(anyMillisecond, fc.integer({min: -1439, max: 1439}), (atMs, minutes) => {
      const localMs = atMs + minutes * 60_000
      fc.pre(localMs >= 0 && localMs <= Date.UTC(9999, 11, 31))
      const clock = formatTimestamp(Math.abs(minutes) * 60_000).slice(11, 16)
      const text = formatTimestamp(localMs).replace('Z', `${minutes < 0 ? '-' : '+'}${clock}`)
      expect(parseTimestamp(text)).toBe(atMs)
      expect(parseTimestamp(text)).toBe(Date.parse(text))
    }),
  )
})

test('a text of the usual form that is changed in one place is what the runtime takes it for, or nothing', () => {
  fc.assert(
    fc.property(
      anyMillisecond,
      fc.nat({max: 23}),
      fc.constantFrom(...'0123456789:.-+TZtz /;x'),
      (atMs, place, character) => {
        const usual = formatTimestamp(atMs)
        const text = usual.slice(0, place) + character + usual.slice(place + 1)
        const read = parseTimestamp(text)
        expect(read === null || read === Date.parse(text)).toBe(true)
      },
    ),
    {numRuns: 3000},
  )
})

test('any value is a timestamp or null, and never an error', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(parseTimestamp(value)).toBe(null)
    }),
  )
})

test.each([
  ['2026-11-15T10:00:00.000Z', 1_794_736_800_000],
  ['2026-11-15T10:00:00.123Z', 1_794_736_800_123],
  ['2026-11-15T10:00:00Z', 1_794_736_800_000],
  ['2026-11-15T10:00:00.1Z', 1_794_736_800_100],
  ['2026-11-15T10:00:00.123456Z', 1_794_736_800_123],
  ['2026-11-15T10:00:00.12345Z', 1_794_736_800_123],
  ['2026-11-15T11:00:00+01:00', 1_794_736_800_000],
  ['2026-11-15T15:30:00.000+0530', 1_794_736_800_000],
  ['2026-11-15t10:00:00z', 1_794_736_800_000],
  ['2024-02-29T00:00:00.000Z', 1_709_164_800_000],
  ['1970-01-01T00:00:00.000Z', 0],
  ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
])('%s is %d', (text, atMs) => {
  expect(parseTimestamp(text)).toBe(atMs)
})

test.each([
  '',
  'yesterday',
  '1794736800000',
  '2026-11-15',
  '2026-11-15T10:00:00',
  '2026-11-15T10:00:00.000',
  '2026-02-29T10:00:00.000Z',
  '2026-13-01T10:00:00.000Z',
  '2026-11-31T10:00:00.000Z',
  '2026-11-15T24:00:00.000Z',
  '2026-11-15T23:60:00.000Z',
  '2026-11-15T23:59:60.000Z',
  '2026-11-15T10:00:0x.000Z',
  '2026-11-15T10:00:00.0 0Z',
  '20x6-11-15T10:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59-00:01',
  '10000-01-01T00:00:00.00Z',
  '２026-11-15T10:00:00.000Z',
])('%j is no timestamp', (text) => {
  expect(parseTimestamp(text)).toBe(null)
})

test.each([null, undefined, 1_794_736_800_000, {}, [], true])('%j is no timestamp, not being a text', (value) => {
  expect(parseTimestamp(value)).toBe(null)
})

test('a wrong date after a right one is not taken for it', () => {
  expect(parseTimestamp('2026-11-15T10:00:00.000Z')).toBe(1_794_736_800_000)
  expect(parseTimestamp('2026-11-1xT10:00:00.000Z')).toBe(null)
  expect(parseTimestamp('2026-11-15T10:00:00.000Z')).toBe(1_794_736_800_000)
})

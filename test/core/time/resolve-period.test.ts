import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Period, PeriodFlags, PeriodProblem} from '../../../src/core/time/period.ts'
import {resolvePeriod} from '../../../src/core/time/resolve-period.ts'
import {anyZone, anywhere, at} from './zones.ts'

const zone = 'Europe/Berlin'
/** Two in the afternoon in Berlin, a Friday. */
const now = at('2026-11-20T13:00:00Z')
const resolve = (flags: PeriodFlags) => resolvePeriod(flags, now, zone)

const periods: [PeriodFlags, string, string | null, string | null][] = [
  [{hour: true}, '2026-11-20T14:00+01:00', '2026-11-20T13:00:00Z', '2026-11-20T14:00:00Z'],
  [{day: 'current'}, '2026-11-20', '2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z'],
  [{day: 'today'}, '2026-11-20', '2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z'],
  [{day: 'yesterday'}, '2026-11-19', '2026-11-18T23:00:00Z', '2026-11-19T23:00:00Z'],
  [{day: '2026-03-29'}, '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  [{week: 'current'}, '2026-W47', '2026-11-15T23:00:00Z', '2026-11-22T23:00:00Z'],
  [{week: '2026-11-01'}, '2026-W44', '2026-10-25T23:00:00Z', '2026-11-01T23:00:00Z'],
  [{week: '2026-W44'}, '2026-W44', '2026-10-25T23:00:00Z', '2026-11-01T23:00:00Z'],
  [{month: 'current'}, '2026-11', '2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z'],
  [{month: '2026-10'}, '2026-10', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'],
  [{month: 'current', monthStart: 25}, '2026-10', '2026-10-24T22:00:00Z', '2026-11-24T23:00:00Z'],
  [{month: '2026-10', monthStart: 25}, '2026-10', '2026-10-24T22:00:00Z', '2026-11-24T23:00:00Z'],
  [{since: '7d'}, 'last 7d', '2026-11-13T13:00:00Z', null],
  [{since: '2026-11-01'}, 'since 2026-11-01', '2026-10-31T23:00:00Z', null],
  [{until: '2026-11-01'}, 'until 2026-11-01', null, '2026-10-31T23:00:00Z'],
  [
    {since: '2026-11-01', until: '2026-11-05'},
    '2026-11-01 to 2026-11-05',
    '2026-10-31T23:00:00Z',
    '2026-11-04T23:00:00Z',
  ],
  [{since: '2w', until: '1w'}, '2w to 1w', '2026-11-06T13:00:00Z', '2026-11-13T13:00:00Z'],
  [{all: true}, 'all', null, null],
  [{session: 'abc'}, 'session abc', null, null],
  [{session: 'abc', day: 'today'}, '2026-11-20', '2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z'],
]

test.each(periods)('%j is %s, from %s to %s', (flags, label, from, to) => {
  const fromMs = from === null ? null : at(from)
  const toMs = to === null ? null : at(to)
  expect(resolve(flags)).toEqual({label, fromMs, toMs, timezone: zone} satisfies Period)
})

test('no flag names no period, so that each command has its own default', () => {
  expect(resolve({})).toBe(undefined)
  expect(resolve({hour: false, all: false, day: undefined, monthStart: 3})).toBe(undefined)
})

const problems: [PeriodFlags, PeriodProblem['code'], string, string][] = [
  [{day: '2026-02-29'}, 'PERIOD_INVALID', 'day', '2026-02-29'],
  [{day: ''}, 'PERIOD_INVALID', 'day', ''],
  [{week: '2025-W53'}, 'PERIOD_INVALID', 'week', '2025-W53'],
  [{month: '2026-11-01'}, 'PERIOD_INVALID', 'month', '2026-11-01'],
  [{month: 'november'}, 'PERIOD_INVALID', 'month', 'november'],
  [{since: 'last week'}, 'PERIOD_INVALID', 'since', 'last week'],
  [{since: '7d', until: 'later'}, 'PERIOD_INVALID', 'until', 'later'],
  [{monthStart: 0}, 'PERIOD_INVALID', 'month-start', '0'],
  [{monthStart: 32}, 'PERIOD_INVALID', 'month-start', '32'],
  [{monthStart: 1.5}, 'PERIOD_INVALID', 'month-start', '1.5'],
  [{day: 'today', month: 'current'}, 'PERIOD_CONFLICT', 'day', 'month'],
  [{hour: true, all: true}, 'PERIOD_CONFLICT', 'hour', 'all'],
  [{week: 'current', since: '7d', until: '1d'}, 'PERIOD_CONFLICT', 'week', 'since'],
  [{all: true, until: '1d'}, 'PERIOD_CONFLICT', 'all', 'until'],
  [{since: '2026-11-05', until: '2026-11-05'}, 'PERIOD_EMPTY', 'until', '2026-11-05'],
  [{since: '1d', until: '7d'}, 'PERIOD_EMPTY', 'until', '7d'],
]

test.each(problems)('%j is refused: %s --%s %j', (flags, code, flag, value) => {
  expect(resolve(flags)).toMatchObject({code, flag, value, expected: expect.stringMatching(/\w/)})
})

test('what was expected is said with an example', () => {
  expect(resolve({day: 'x'})).toMatchObject({expected: expect.stringContaining('2026-11-01')})
  expect(resolve({week: 'x'})).toMatchObject({expected: expect.stringContaining('2026-W45')})
  expect(resolve({month: 'x'})).toMatchObject({expected: expect.stringContaining('2026-11')})
  expect(resolve({since: 'x'})).toMatchObject({expected: expect.stringContaining('36h')})
  expect(resolve({since: '1d', until: '7d'})).toMatchObject({expected: 'a time after --since 1d'})
})

test('a day that the zone left out is empty', () => {
  expect(resolvePeriod({day: '2011-12-30'}, now, 'Pacific/Apia')).toEqual({
    code: 'PERIOD_EMPTY',
    flag: 'day',
    value: '2011-12-30',
    expected: 'a day that occurs in Pacific/Apia',
  })
})

test('now lies in the current hour, day, week and month', () => {
  const current = [{hour: true}, {day: 'current'}, {week: 'current'}, {month: 'current', monthStart: 17}]
  fc.assert(
    fc.property(anywhere, fc.constantFrom(...current), ([someZone, nowMs], flags) => {
      const period = resolvePeriod(flags, nowMs, someZone)
      expect(period).toMatchObject({timezone: someZone, fromMs: expect.any(Number), toMs: expect.any(Number)})
      const [fromMs, toMs] = period && 'fromMs' in period ? [Number(period.fromMs), Number(period.toMs)] : [NaN, NaN]
      expect(fromMs <= nowMs && nowMs < toMs).toBe(true)
    }),
  )
})

test('any text after a flag makes a period or a problem, and never an error', () => {
  const flags = fc.record({
    day: fc.option(fc.string(), {nil: undefined}),
    week: fc.option(fc.string(), {nil: undefined}),
    month: fc.option(fc.string(), {nil: undefined}),
    since: fc.option(fc.stringMatching(/^[0-9hdwmTZ:+-]{0,12}$/), {nil: undefined}),
    until: fc.option(fc.stringMatching(/^[0-9]{1,5}[hdwm]?$/), {nil: undefined}),
  })
  fc.assert(
    fc.property(flags, anyZone, (typed, someZone) => {
      expect(() => resolvePeriod(typed, now, someZone)).not.toThrow()
    }),
  )
})

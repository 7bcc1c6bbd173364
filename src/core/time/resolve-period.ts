import {localDayOfNumber} from './local-day.ts'
import {localHourOf} from './local-hour.ts'
import {localMonthOf, localMonthOfYear, parseMonthLabel} from './local-month.ts'
import {localWeekOfDay, parseWeekLabel} from './local-week.ts'
import {isSpan, MOMENT_EXPECTED, parseDay, parseMoment} from './moment.ts'
import type {Period, PeriodFlags, PeriodProblem} from './period.ts'
import type {TimeSpan} from './time-span.ts'

/**
 * The period that the flags name.
 *
 * `--hour`, `--day`, `--week`, `--month`, `--all` and `--since`/`--until` exclude each other; `--session` goes with any of them, and is a
 * period without bounds when alone. `--until` with a date ends where that date begins. `--since` alone has no end.
 *
 * @param flags - As typed; `current` is what a bare flag stands for. `monthStart` (1…31, default 1) shifts `--month` and names no period.
 * @param nowMs - Milliseconds since 1970.
 * @param zone - IANA name, of the days and of times without offset.
 * @returns The period, what is wrong with the flags, or undefined when none of them names a period.
 * @throws RangeError when the zone does not exist.
 */
export function resolvePeriod(flags: PeriodFlags, nowMs: number, zone: string): Period | PeriodProblem | undefined {
  const {monthStart = 1, session} = flags
  if (!Number.isInteger(monthStart) || monthStart < 1 || monthStart > 31) {
    return invalid('month-start', String(monthStart), 'a day of the month, 1 to 31')
  }
  const [first, second] = namedPeriods(flags)
  if (first && second) {
    const expected = 'only one of --hour, --day, --week, --month, --all and --since with --until'
    return {code: 'PERIOD_CONFLICT', flag: first, value: second, expected}
  }
  if (first === 'since' || first === 'until') return between(flags.since, flags.until, nowMs, zone)
  if (first === 'all') return {label: 'all', fromMs: null, toMs: null, timezone: zone}
  if (first) return ofCalendar(first, flags[first], monthStart, nowMs, zone)
  return session === undefined ? undefined : {label: `session ${session}`, fromMs: null, toMs: null, timezone: zone}
}

type CalendarFlag = 'hour' | 'day' | 'week' | 'month'

/** The flags that name a period, `--since` and `--until` as one. */
function namedPeriods(flags: PeriodFlags): (CalendarFlag | 'all' | 'since' | 'until')[] {
  const given = (['hour', 'day', 'week', 'month', 'all', 'since', 'until'] as const).filter(
    (flag) => flags[flag] !== undefined && flags[flag] !== false,
  )
  return given.filter((flag) => flag !== 'until' || !given.includes('since'))
}

const CALENDAR_EXPECTED: Readonly<Record<CalendarFlag, string>> = {
  hour: 'no value',
  day: 'a date (2026-11-01), today or yesterday',
  week: 'a date (2026-11-01), today, yesterday or a week (2026-W45)',
  month: 'a month (2026-11)',
}

function ofCalendar(
  flag: CalendarFlag,
  given: string | boolean | undefined,
  monthStart: number,
  nowMs: number,
  zone: string,
): Period | PeriodProblem {
  const value = String(given)
  const span = SPAN_OF_FLAG[flag](value, monthStart, nowMs, zone)
  if (!span) return invalid(flag, value, CALENDAR_EXPECTED[flag])
  if (span.fromMs === span.toMs) return {code: 'PERIOD_EMPTY', flag, value, expected: `a day that occurs in ${zone}`}
  return {label: span.label, fromMs: span.fromMs, toMs: span.toMs, timezone: zone}
}

type SpanOfFlag = (value: string, monthStart: number, nowMs: number, zone: string) => TimeSpan | null

const SPAN_OF_FLAG: Readonly<Record<CalendarFlag, SpanOfFlag>> = {
  hour: (_value, _monthStart, nowMs, zone) => localHourOf(zone, nowMs),
  day: (value, _monthStart, nowMs, zone) => {
    const dayNumber = parseDay(value === 'current' ? 'today' : value, nowMs, zone)
    return dayNumber === null ? null : localDayOfNumber(zone, dayNumber)
  },
  week: (value, _monthStart, nowMs, zone) => {
    const dayNumber = parseDay(value === 'current' ? 'today' : value, nowMs, zone) ?? parseWeekLabel(value)
    return dayNumber === null ? null : localWeekOfDay(zone, dayNumber)
  },
  month: (value, monthStart, nowMs, zone) => {
    if (value === 'current') return localMonthOf(zone, nowMs, monthStart)
    const month = parseMonthLabel(value)
    return month && localMonthOfYear(zone, month, monthStart)
  },
}

function between(
  since: string | undefined,
  until: string | undefined,
  nowMs: number,
  zone: string,
): Period | PeriodProblem {
  const fromMs = since === undefined ? null : parseMoment(since, nowMs, zone)
  if (since !== undefined && fromMs === null) return invalid('since', since, MOMENT_EXPECTED)
  const toMs = until === undefined ? null : parseMoment(until, nowMs, zone)
  if (until !== undefined && toMs === null) return invalid('until', until, MOMENT_EXPECTED)
  if (since !== undefined && until !== undefined && Number(fromMs) >= Number(toMs)) {
    return {code: 'PERIOD_EMPTY', flag: 'until', value: until, expected: `a time after --since ${since}`}
  }
  return {label: labelBetween(since, until), fromMs, toMs, timezone: zone}
}

function labelBetween(since: string | undefined, until: string | undefined): string {
  if (since === undefined) return `until ${until}`
  if (until !== undefined) return `${since} to ${until}`
  return isSpan(since) ? `last ${since}` : `since ${since}`
}

function invalid(flag: string, value: string, expected: string): PeriodProblem {
  return {code: 'PERIOD_INVALID', flag, value, expected}
}

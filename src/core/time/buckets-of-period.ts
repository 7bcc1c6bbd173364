import type {TimeSpan} from './time-span.ts'
import {timeSpanOf, type TimeUnit} from './time-unit.ts'

/**
 * Cuts a period into hours, days, weeks or months. End to end they are exactly the period, so the first and the last may be cut short;
 * their labels are those of the whole unit.
 *
 * @param period - Half-open, milliseconds since 1970; for a period without bounds, those of what there is. An empty one gives an empty list.
 * @param unit - Into what.
 * @param zone - IANA name.
 * @param monthStart - Day on which months begin, 1…31.
 * @returns In order of time.
 * @throws RangeError when the zone does not exist.
 */
export function bucketsOfPeriod(
  period: {readonly fromMs: number; readonly toMs: number},
  unit: TimeUnit,
  zone: string,
  monthStart = 1,
): TimeSpan[] {
  const buckets: TimeSpan[] = []
  let fromMs = period.fromMs
  while (fromMs < period.toMs) {
    const span = timeSpanOf(unit, fromMs, zone, monthStart)
    buckets.push({label: span.label, fromMs, toMs: Math.min(span.toMs, period.toMs)})
    fromMs = span.toMs
  }
  return buckets
}

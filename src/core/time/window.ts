import {timeSpanOf, type TimeUnit} from './time-unit.ts'

/** Over what a budget counts: a unit of the calendar, or always the last `spanMs` milliseconds. */
export type WindowKind = TimeUnit | {readonly spanMs: number}

/** A window of a budget, half-open. `key` is the same for all instants of one window of the calendar; a rolling one has but one key. */
export interface BudgetWindow {
  readonly key: string
  readonly fromMs: number
  readonly toMs: number
}

const SPAN_UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const

/**
 * The window that an instant falls into. A rolling one ends with that instant, which it holds.
 *
 * @param kind - A unit of the calendar (the key is its label, such as `2026-11-01`), or a span in whole milliseconds > 0 (`rolling-5h`).
 * @param atMs - Milliseconds since 1970.
 * @param zone - IANA name.
 * @param monthStart - Day on which months begin, 1…31.
 * @throws RangeError when the zone does not exist.
 */
export function windowOf(kind: WindowKind, atMs: number, zone: string, monthStart = 1): BudgetWindow {
  if (typeof kind === 'object') {
    return {key: `rolling-${spanLabel(kind.spanMs)}`, fromMs: atMs + 1 - kind.spanMs, toMs: atMs + 1}
  }
  const {label, fromMs, toMs} = timeSpanOf(kind, atMs, zone, monthStart)
  return {key: label, fromMs, toMs}
}

function spanLabel(spanMs: number): string {
  const unit = SPAN_UNITS.find(([, unitMs]) => spanMs % unitMs === 0)
  return unit ? `${spanMs / unit[1]}${unit[0]}` : `${spanMs}ms`
}

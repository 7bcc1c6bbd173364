import type {Filter} from '../core/report/filter.ts'
import type {Period, PeriodFlags} from '../core/time/period.ts'
import type {Composition} from './composition.ts'
import {filtersOf} from './filter-flags.ts'
import {monthStartOf, periodOf, type PeriodFlagValues} from './period-flags.ts'

/** What a look-up is about: a span of time and what passes the filters. */
export interface Scope {
  readonly period: Period
  readonly filters: readonly Filter[]
  readonly monthStart: number
}

/** Reads period and filter flags. `--session` is both: without another period it means all of that session. */
export function scopeOf(
  ports: Composition,
  flags: PeriodFlagValues & Readonly<Record<string, unknown>>,
  fallback?: PeriodFlags,
): Scope {
  const period = periodOf(ports, flags, fallback)
  const filters = filtersOf(flags)
  const session: Filter[] = flags.session === undefined ? [] : [{dimension: 'session', patterns: [flags.session]}]
  return {period, filters: [...session, ...filters], monthStart: monthStartOf(ports, flags)}
}

import {Flags} from '@oclif/core'
import {PechError} from '../core/problem.ts'
import type {Period, PeriodFlags} from '../core/time/period.ts'
import {resolvePeriod} from '../core/time/resolve-period.ts'
import type {Composition} from './composition.ts'

const helpGroup = 'period'

/** Flags that say which span of time is meant. The launcher gives the bare ones their value (`--month` = this month). */
export const periodFlags = {
  session: Flags.string({
    description: 'One session: its id, the beginning of it, or the latest.',
    helpValue: '[ID]',
    helpGroup,
  }),
  hour: Flags.boolean({description: 'The current hour.', helpGroup}),
  day: Flags.string({description: 'A day: today, or YYYY-MM-DD, or yesterday.', helpValue: '[DATE]', helpGroup}),
  week: Flags.string({description: 'A week from Monday: this one, or that of a date.', helpValue: '[DATE]', helpGroup}),
  month: Flags.string({description: 'A month: this one, or YYYY-MM.', helpValue: '[YYYY-MM]', helpGroup}),
  since: Flags.string({
    description: 'From a date, a time, or a span ago (36h, 7d, 4w, 3m).',
    helpValue: 'T',
    helpGroup,
  }),
  until: Flags.string({
    description: 'Up to the beginning of a date, a time, or a span ago.',
    helpValue: 'T',
    helpGroup,
  }),
  all: Flags.boolean({description: 'Everything that the ledger holds.', helpGroup}),
  'month-start': Flags.integer({
    description: 'Day on which months begin; that of config.yaml by default.',
    helpValue: 'N',
    min: 1,
    max: 31,
    helpGroup,
  }),
}

/** The values of {@link periodFlags}. */
export interface PeriodFlagValues {
  readonly session?: string | undefined
  readonly hour?: boolean | undefined
  readonly day?: string | undefined
  readonly week?: string | undefined
  readonly month?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly all?: boolean | undefined
  readonly 'month-start'?: number | undefined
}

/**
 * The period that the flags name.
 *
 * @param fallback - What holds when they name none.
 * @throws PechError when they contradict each other or cannot be read.
 */
export function periodOf(
  ports: Composition,
  flags: PeriodFlagValues,
  fallback: PeriodFlags = {month: 'current'},
): Period {
  const given: PeriodFlags = {
    session: flags.session,
    hour: flags.hour === true ? true : undefined,
    day: flags.day,
    week: flags.week,
    month: flags.month,
    since: flags.since,
    until: flags.until,
    all: flags.all === true ? true : undefined,
    monthStart: monthStartOf(ports, flags),
  }
  const resolve = (wanted: PeriodFlags) => resolvePeriod(wanted, ports.clock(), ports.zone.name)
  const period = resolve(given) ?? resolve({...fallback, monthStart: monthStartOf(ports, flags)})
  if (period === undefined) throw new RangeError('a command needs a period to fall back on')
  if (!('code' in period)) return period
  const {code, flag, value, expected} = period
  if (code === 'PERIOD_CONFLICT') {
    throw new PechError(code, `--${flag} and --${value} cannot both be given`, `give ${expected}`)
  }
  throw new PechError(code, `--${flag} ${value}: expected ${expected}`, 'see `pech help periods`')
}

/** The day on which months begin: that of the flag, else of the config. */
export function monthStartOf(ports: Composition, flags: Pick<PeriodFlagValues, 'month-start'>): number {
  return flags['month-start'] ?? ports.config.config.monthStartDay
}

import {Flags} from '@oclif/core'
import {optionFault, type ForecastOptions} from '../core/forecast/create-forecaster.ts'
import {FORECAST_METHODS} from '../core/forecast/forecaster.ts'
import {PechError} from '../core/problem.ts'

/** How to forecast. */
export const forecastFlags = {
  horizons: Flags.string({
    description: 'Further sums: so many days from today on (1d,7d,30d for --backtest).',
    helpValue: '7d,30d,…',
  }),
  method: Flags.option({
    options: FORECAST_METHODS,
    description: 'How to forecast: auto is calibrated, the others are to compare with.',
    default: 'auto',
  })(),
  alpha: Flags.string({
    description: 'Weight of the newest day in --method ses, above 0 and up to 1.',
    helpValue: 'A',
    default: '0.3',
  }),
  level: Flags.string({description: 'How sure the band shall be, between 0 and 1.', helpValue: 'L', default: '0.95'}),
}

interface ForecastFlagValues {
  readonly method: ForecastOptions['method']
  readonly alpha: string
  readonly level: string
  readonly horizons?: string | undefined
  readonly backtest: boolean
}

/** The options and horizons that the flags name. @throws PechError for what is out of range. */
export function forecastOptionsOf(flags: ForecastFlagValues): {options: ForecastOptions; horizonsDays: number[]} {
  const options = {
    method: flags.method,
    alpha: numberFlag('alpha', flags.alpha, 'a number above 0 and up to 1'),
    level: numberFlag('level', flags.level, 'a number between 0 and 1, such as 0.95'),
  }
  const given = flags.horizons ?? (flags.backtest ? '1d,7d,30d' : '7d,30d,90d,365d')
  const horizonsDays = given.split(',').map(daysOf)
  const fault = optionFault(options, horizonsDays)
  if (fault === 'invalid-level') throw usage('level', flags.level, 'a number between 0 and 1, such as 0.95')
  if (fault === 'invalid-alpha' || !(options.alpha > 0 && options.alpha <= 1))
    throw usage('alpha', flags.alpha, 'a number above 0 and up to 1')
  if (fault === 'invalid-horizon') throw usage('horizons', given, 'spans of 1 day to 10 years, such as 7d,30d')
  return {options, horizonsDays}
}

const UNIT_DAYS: Readonly<Record<string, number>> = {'': 1, d: 1, w: 7, m: 30}

function daysOf(span: string): number {
  const match = /^(\d+)([dwm]?)$/.exec(span.trim())
  if (match === null) throw usage('horizons', span, 'spans such as 7d,30d')
  return Number(match[1]) * (UNIT_DAYS[match[2] ?? ''] ?? 1)
}

/** Flags that mean something only beside another one; they have defaults, so that parsing cannot tell. */
const COMPANIONS = {warmup: 'backtest', step: 'backtest', days: 'series'} as const

/** @throws PechError for a flag whose companion is not given. */
export function checkCompanions(
  typed: readonly {readonly type: string; readonly flag?: string}[],
  flags: Readonly<Record<string, unknown>>,
): void {
  for (const [name, companion] of Object.entries(COMPANIONS)) {
    if (flags[companion] || !typed.some(({type, flag}) => type === 'flag' && flag === name)) continue
    throw new PechError('USAGE', `--${name} needs --${companion}`, 'see `pech forecast --help`')
  }
}

/** A number from 0 on after a flag. @throws PechError when it is none. */
export function numberFlag(name: string, text: string, expected: string): number {
  const value = /^(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  if (!Number.isFinite(value)) throw usage(name, text, expected)
  return value
}

function usage(flag: string, value: string, expected: string): PechError {
  return new PechError('USAGE', `--${flag} ${value}: out of range`, `give ${expected}`)
}

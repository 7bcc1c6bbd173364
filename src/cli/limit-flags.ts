import {Flags} from '@oclif/core'
import {classLimitNames, parseClassLimits, type ClassLimit} from '../core/diff/class-limits.ts'
import type {DiffLimits} from '../core/diff/judge-diff.ts'
import {parseUsd} from '../core/money/picodollars.ts'
import {PechError} from '../core/problem.ts'

const usd = (description: string) => Flags.string({description, helpValue: 'USD', helpGroup: 'limits'})
const pct = (description: string) => Flags.string({description, helpValue: 'PCT', helpGroup: 'limits'})

/** What a change of cost may not exceed. */
export const limitFlags = {
  'alert-on-pct': pct('Exit 2 when cost grows by more than so many percent; with --by of any row, too.'),
  'alert-on-usd': usd('Exit 2 when cost grows by more than so many dollars; with --by of any row, too.'),
  'alert-on-class': Flags.string({
    description: 'Exit 2 when the cost of a token class grows by more than so many percent.',
    helpValue: 'CLASS:PCT',
    helpGroup: 'limits',
    multiple: true,
  }),
  'min-usd': usd('Growth below so many dollars passes every percentage.'),
}

/** The limits that the flags of `pech diff` name. */
export function diffLimitsOf(flags: {
  readonly 'alert-on-pct'?: string | undefined
  readonly 'alert-on-usd'?: string | undefined
  readonly 'alert-on-class'?: readonly string[] | undefined
  readonly 'min-usd'?: string | undefined
  readonly by?: string | undefined
}): DiffLimits {
  return {
    pct: pctFlag('alert-on-pct', flags['alert-on-pct']),
    picodollars: usdFlag('alert-on-usd', flags['alert-on-usd']),
    classes: (flags['alert-on-class'] ?? []).flatMap(classesOf),
    perRow: flags.by !== undefined,
    minPicodollars: usdFlag('min-usd', flags['min-usd']) ?? 0n,
  }
}

/** A percentage, from 0 on; null when the flag is not given. */
export function pctFlag(flag: string, value: string | undefined): number | null {
  if (value === undefined) return null
  if (/^\d{1,9}(\.\d{1,6})?%?$/.test(value)) return Number.parseFloat(value)
  throw new PechError('USAGE', `--${flag} ${value}: no such percentage`, 'give a number from 0 on, such as 20')
}

export function usdFlag(flag: string, value: string | undefined): bigint | null {
  if (value === undefined) return null
  const amount = parseUsd(value.replace(/^\$/, ''))
  if (amount !== null && amount >= 0n) return amount
  throw new PechError('USAGE', `--${flag} ${value}: no such amount`, 'give US dollars, such as 1 or 0.25')
}

function classesOf(text: string): readonly ClassLimit[] {
  const limits = parseClassLimits(text)
  if (!('invalid' in limits)) return limits
  const names = classLimitNames().join(', ')
  throw new PechError(
    'USAGE',
    `--alert-on-class ${limits.invalid}: not understood`,
    `write cache_write:50,output:25; classes are ${names}`,
  )
}

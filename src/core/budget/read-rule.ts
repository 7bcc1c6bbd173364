import {hasWildcard} from '../attribution/glob.ts'
import type {SettingsReader} from '../config/settings-reader.ts'
import {parseUsd, type Picodollars} from '../money/picodollars.ts'
import {place} from '../rates/card-reader.ts'
import {BREACH_ACTIONS, BUDGET_DIMENSIONS, type BudgetRule, type MatchTerm} from './budget.ts'
import {parseWindow, WINDOW_EXPECTED} from './budget-window.ts'
import {derivedName} from './derived-name.ts'

const KEYS = [
  'name',
  'match',
  'each',
  'window',
  'limit_usd',
  'thresholds',
  'on_breach',
  'grace_pct',
  'on_unpriced',
] as const
const CAP_KEYS = ['arm', 'monthly_usd_cap', 'action_on_breach', 'grace_pct', 'path'] as const

const PATTERNS_EXPECTED = 'a pattern in quotes, or a list of them'

/** Money that fits whatever is computed with it. */
const MOST_USD = 1_000_000_000_000_000n * 1_000_000_000_000n

/**
 * Reads one budget, in pech's form or as an arm with a monthly cap.
 *
 * @param reader - Takes the findings.
 * @param value - A mapping.
 * @param where - Its path.
 * @param thresholds - What holds when the rule has none of its own.
 * @param fixedName - Its name, when the place gives it one.
 * @returns null when anything in it is not understood.
 */
export function readRule(
  reader: SettingsReader,
  value: unknown,
  where: string,
  thresholds: readonly number[],
  fixedName?: string,
): BudgetRule | null {
  if (!reader.isMapping(value, where)) return null
  const before = reader.findings.length
  const raw = reader.anyFields(value, where)
  const rule = raw.has('monthly_usd_cap')
    ? readCap(reader, value, where, thresholds, fixedName)
    : readOwn(reader, value, where, thresholds, fixedName)
  return reader.findings.length > before ? null : rule
}

/** Percent of the limit, in ascending order; null when absent or wrong. */
export function readThresholds(reader: SettingsReader, value: unknown, where: string): number[] | null {
  if (value === undefined) return null
  const numbers = reader
    .items(value, where)
    .map((part) => reader.number(part.item, part.where, {least: 0, above: true, most: 100_000}))
  const sound = numbers.filter((number) => number !== null)
  return sound.length === numbers.length ? [...new Set(sound.map(sixDecimals))].sort((a, b) => a - b) : null
}

/** The rule for all arms that no other rule names. */
export function defaultRule(rule: BudgetRule, others: readonly BudgetRule[]): BudgetRule {
  const alone = others.flatMap(({alternatives}) => alternatives.filter((terms) => terms.length === 1).flat())
  return {...rule, each: rule.each ?? 'arm', except: alone.filter(isPlace)}
}

/** Limit × percent, rounded up to a whole picodollar. */
export function graceOf(limit: Picodollars, percent: number): Picodollars {
  const hundredMillionths = limit * BigInt(Math.round(percent * 1_000_000))
  return (hundredMillionths + 99_999_999n) / 100_000_000n
}

function isPlace({dimension}: MatchTerm): boolean {
  return dimension === 'arm' || dimension === 'project'
}

function readOwn(
  reader: SettingsReader,
  value: unknown,
  where: string,
  thresholds: readonly number[],
  fixedName: string | undefined,
): BudgetRule | null {
  const fields = reader.fields(value, where, KEYS)
  const at = (name: string) => `${where}.${name}`
  const terms = readMatch(reader, fields.get('match'), at('match'))
  const each = reader.oneOf(fields.get('each'), BUDGET_DIMENSIONS, at('each'))
  const window = readWindow(reader, fields.get('window'), at('window'))
  const limitPicodollars = readUsd(reader, fields, 'limit_usd', where)
  const own = readThresholds(reader, fields.get('thresholds'), at('thresholds'))
  const onBreach = reader.oneOf(fields.get('on_breach'), BREACH_ACTIONS, at('on_breach')) ?? 'warn'
  const onUnpriced =
    reader.oneOf(fields.get('on_unpriced'), ['warn', 'hard_stop'] as const, at('on_unpriced')) ?? 'warn'
  const gracePercent = readGrace(reader, fields.get('grace_pct'), at('grace_pct'))
  const given = reader.text(fields.get('name'), at('name'))
  if (limitPicodollars === null) return null
  const name = fixedName ?? given ?? derivedName(terms, {window, each})
  return {
    name,
    alternatives: [terms],
    except: [],
    each,
    window,
    limitPicodollars,
    limitField: 'limit_usd',
    thresholds: own ?? thresholds,
    onBreach,
    gracePicodollars: graceOf(limitPicodollars, gracePercent),
    onUnpriced,
  }
}

/** `{arm, monthly_usd_cap, action_on_breach, grace_pct, path}`: an arm is also what lies below a folder of its name. */
function readCap(
  reader: SettingsReader,
  value: unknown,
  where: string,
  thresholds: readonly number[],
  fixedName: string | undefined,
): BudgetRule | null {
  const fields = reader.fields(value, where, CAP_KEYS)
  const at = (name: string) => `${where}.${name}`
  const arm = reader.text(fields.get('arm'), at('arm'))
  if (arm === null && fixedName === undefined && !fields.has('arm')) reader.note('KEY_MISSING', where, {key: 'arm'})
  const paths = reader.texts(fields.get('path'), at('path')).map(({text}) => text)
  const limitPicodollars = readUsd(reader, fields, 'monthly_usd_cap', where)
  const onBreach = reader.oneOf(fields.get('action_on_breach'), BREACH_ACTIONS, at('action_on_breach')) ?? 'alert'
  const gracePercent = readGrace(reader, fields.get('grace_pct'), at('grace_pct'))
  if (limitPicodollars === null) return null
  const alternatives: MatchTerm[][] =
    arm === null
      ? [[]]
      : [
          [{dimension: 'arm', patterns: [arm]}],
          [{dimension: 'project', patterns: paths.length === 0 ? [`**/${arm}/**`] : paths.map(belowPath)}],
        ]
  return {
    name: fixedName ?? `arm ${arm} month`,
    alternatives,
    except: [],
    each: null,
    window: 'month',
    limitPicodollars,
    limitField: 'monthly_usd_cap',
    thresholds,
    onBreach,
    gracePicodollars: graceOf(limitPicodollars, gracePercent),
    onUnpriced: 'warn',
  }
}

/** An absolute path is a beginning, any other one may stand anywhere; both by whole segments. */
function belowPath(path: string): string {
  const bare = path.replaceAll('\\', '/').replace(/\/+$/, '')
  if (hasWildcard(bare)) return bare
  return bare.startsWith('/') ? `${bare}/**` : `**/${bare}/**`
}

/** A dimension without a pattern is no limit on everything: the rule is left out. */
function readMatch(reader: SettingsReader, value: unknown, where: string): MatchTerm[] {
  const given = reader.fields(value, where, BUDGET_DIMENSIONS)
  for (const dimension of BUDGET_DIMENSIONS) {
    const at = place(where, dimension)
    if (!given.has(dimension) && reader.lineOf(at) > 0) reader.unexpected(null, at, PATTERNS_EXPECTED)
  }
  return [...given].flatMap(([name, patterns]) => {
    const dimension = BUDGET_DIMENSIONS.find((known) => known === name)
    return dimension === undefined
      ? []
      : [{dimension, patterns: readPatterns(reader, patterns, place(where, dimension))}]
  })
}

/** A number that may have been written otherwise (1.10, 1e300) is no pattern. */
function readPatterns(reader: SettingsReader, value: unknown, where: string): string[] {
  const parts = Array.isArray(value) ? reader.items(value, where) : [{item: value, where}]
  if (parts.length === 0) reader.unexpected(value, where, PATTERNS_EXPECTED)
  return parts.flatMap(({item, where: at}) => {
    const pattern = reader.text(Number.isSafeInteger(item) ? String(item) : item, at, PATTERNS_EXPECTED)
    return pattern === null ? [] : [pattern]
  })
}

function readWindow(reader: SettingsReader, value: unknown, where: string): BudgetRule['window'] {
  if (value === undefined) return 'month'
  const window = typeof value === 'string' ? parseWindow(value) : null
  if (window === null) reader.unexpected(value, where, WINDOW_EXPECTED)
  return window ?? 'month'
}

/** Dollars as a decimal number or text, above 0; up to twelve decimals. */
function readUsd(
  reader: SettingsReader,
  fields: ReadonlyMap<string, unknown>,
  key: string,
  where: string,
): Picodollars | null {
  const value = fields.get(key)
  if (value === undefined) {
    reader.note('KEY_MISSING', where, {key})
    return null
  }
  return readAmount(reader, value, `${where}.${key}`)
}

/** Dollars above 0 as written; null, with a finding, for anything else. */
export function readAmount(reader: SettingsReader, value: unknown, where: string): Picodollars | null {
  const isText = typeof value === 'number' || typeof value === 'string'
  const amount = isText ? parseUsd(String(value).trim().replace(/^\$/, '')) : null
  if (amount !== null && amount > 0n && amount <= MOST_USD) return amount
  reader.unexpected(value, where, 'a decimal number of US dollars above 0, such as 50 or 0.25')
  return null
}

function readGrace(reader: SettingsReader, value: unknown, where: string): number {
  return sixDecimals(reader.number(value, where, {least: 0, above: true, most: 100_000}) ?? 100)
}

function sixDecimals(number: number): number {
  return Math.max(0.000001, Math.round(number * 1_000_000) / 1_000_000)
}

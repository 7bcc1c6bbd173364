import {CAUSES, type Cause} from '../core/diff/cause.ts'
import type {Change} from '../core/diff/change.ts'
import type {ComparedSide, Comparison, DiffKey} from '../core/diff/compare-sides.ts'
import type {DiffReport} from '../core/diff/diff-report.ts'
import type {GateRule} from '../core/diff/judge-diff.ts'
import {counted} from './count.ts'
import {formatMoney, formatMoneyChange} from './money.ts'
import {formatDuration} from './moment.ts'
import {named, type Phrase, phrase} from './phrase.ts'

/** What a cause is called, and what it means when it raises or lowers the cost. */
const WORDINGS: Readonly<Record<Cause, readonly [name: string, up: string, down: string]>> = {
  price: ['price', 'the same usage at higher rates', 'the same usage at lower rates'],
  volume: ['volume', 'more calls', 'fewer calls'],
  mix: [
    'mix',
    'more of the calls go to dearer models, agents or skills',
    'more of the calls go to cheaper models, agents or skills',
  ],
  cache: ['cache', 'less of the prompts comes from the cache', 'more of the prompts comes from the cache'],
  size: ['size', 'more tokens per call', 'fewer tokens per call'],
  new: ['new', 'not used before', 'not used before'],
  gone: ['gone', 'no longer used', 'no longer used'],
}

/** Names longer than this say no more. */
const LONGEST_NAME = 60

/** A cause that had an effect, with its amount and its words. */
export interface CauseWords {
  readonly cause: Cause
  readonly picodollars: bigint
  readonly text: Phrase
}

/** The causes that had an effect, largest first. Empty where nothing can be explained. */
export function causeWords({causes, drivers}: Comparison): CauseWords[] {
  if (causes === null) return []
  const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
  return CAUSES.filter((cause) => causes[cause] !== 0n)
    .sort((a, b) => (size(causes[a]) >= size(causes[b]) ? -1 : 1))
    .map((cause) => {
      const picodollars = causes[cause]
      const words = WORDINGS[cause][picodollars > 0n ? 1 : 2]
      const driver = drivers[cause]
      if (driver === undefined) return {cause, picodollars, text: [words]}
      const whom = keyPhrase(driver.key, driver.variant)
      if (driver.picodollars === picodollars) return {cause, picodollars, text: phrase`${words}: ${whom}`}
      const most = formatMoneyChange(driver.picodollars)
      return {cause, picodollars, text: phrase`${words}, above all ${whom} (${most})`}
    })
}

/** A group's or row's values, without those that say nothing. */
export function keyPhrase(key: DiffKey, variant = 'any'): Phrase {
  const values = Object.entries(key)
    .filter(([dimension, value]) => value !== '(none)' && !(dimension === 'agent' && value === 'main'))
    .map(([, value]) => value)
  const words = [...(values.length > 0 ? values : ['(none)']), ...(variant === 'any' ? [] : [variant])]
  return words.flatMap((word, index): Phrase => {
    return index === 0 ? [named(shortened(word))] : [' / ', named(shortened(word))]
  })
}

/** A name that is not longer than anybody reads. */
export function shortened(name: string): string {
  const letters = [...name]
  return letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME - 1).join('')}…`
}

/** A percentage with its sign: `+25%`, `-3.2%`, `0%`; `from $0` where there is none. */
export function formatPctChange(pct: number | null): string {
  if (pct === null) return 'from $0'
  const size = Math.abs(pct)
  const digits = size === 0 || size >= 10 ? String(Math.round(size)) : size < 0.05 ? '<0.1' : size.toFixed(1)
  return `${pct > 0 ? '+' : pct < 0 ? '-' : ''}${digits}%`
}

/** What is over its limit: all of it, or only rows and token classes of it, whatever the whole did. */
function trippedWords({rules}: DiffReport['gate']): string {
  const tripped = rules.filter((rule) => rule.tripped)
  if (tripped.some(({subject}) => subject.of === 'total')) return ': over the limit'
  return tripped.length === 1
    ? ', but a part of it is over the limit'
    : `, but ${tripped.length} parts of it are over the limit`
}

/** The whole answer in a line: `Cost is up $3.20 (+25%), over the limit`. */
export function verdictWords({comparison: {delta}, gate}: DiffReport): string {
  const change = changeWords(delta)
  if (gate.verdict === 'tripped') return `${change}${trippedWords(gate)}`
  if (gate.verdict === 'unknown') return `${change}: not all of it could be judged`
  return gate.rules.length > 0 ? `${change}: within the limits` : change
}

function changeWords({deltaPicodollars, pct}: Change): string {
  if (deltaPicodollars === 0n) return 'Cost has not changed'
  const amount = formatMoney(deltaPicodollars < 0n ? -deltaPicodollars : deltaPicodollars)
  return `Cost is ${deltaPicodollars > 0n ? 'up' : 'down'} ${amount} (${formatPctChange(pct)})`
}

/** A limit and what was found: `review: +$5.24 (from $0), limit +20%`. */
export function ruleWords({subject, change, limitPct, limitPicodollars}: GateRule): Phrase {
  const whose: Phrase =
    subject.of === 'total' ? ['Total'] : subject.of === 'class' ? [`Class ${subject.name}`] : keyPhrase(subject.key)
  const found = `${formatMoneyChange(change.deltaPicodollars)} (${formatPctChange(change.pct)})`
  const limit = limitPct === null ? formatMoneyChange(limitPicodollars ?? 0n) : `+${limitPct}%`
  return phrase`${whose}: ${found}, limit ${limit}`
}

const UNKNOWNS = {
  prices:
    'Calls without a price decide: with their estimates, or with calls that have none, the limit may be exceeded.',
  classes: 'A side does not tell token classes apart, so the limits on classes could not be judged.',
  rows: 'A side does not tell these groups apart, so the limits on groups could not be judged.',
} as const

/** What a reader must know about the comparison. */
export function diffNotes({comparison: {base, current, causes}, gate}: DiffReport): Phrase[] {
  const open = [
    [base, 'base'],
    [current, 'current'],
  ] as const
  return [
    ...gate.unknown.map((reason): Phrase => [UNKNOWNS[reason]]),
    ...spanNote(base, current),
    ...(causes === null ? [['Only sums are known of a side, so the change cannot be explained.']] : []),
    ...open.flatMap(([{unpriced}, side]) => {
      if (unpriced === null || unpriced.calls === 0n) return []
      const are = unpriced.calls === 1n ? 'has no price and is' : 'have no price and are'
      const estimate = `Their estimate: ~${formatMoney(unpriced.estimatePicodollars)}.`
      return [[`${counted(unpriced.calls, 'call')} of the ${side} side ${are} not in these amounts. ${estimate}`]]
    }),
  ]
}

/** Sides of unlike length are no fair comparison; months of 28 to 31 days are taken for alike. */
function spanNote(base: ComparedSide, current: ComparedSide): Phrase[] {
  const [before, after] = [spanMs(base), spanMs(current)]
  if (before === null || after === null || Math.max(before, after) <= 1.15 * Math.min(before, after)) return []
  return [[`The sides are not of the same length: ${formatDuration(before)} and ${formatDuration(after)}.`]]
}

function spanMs({fromMs, toMs}: ComparedSide): number | null {
  return fromMs === null || toMs === null ? null : toMs - fromMs
}

import {EXIT, type ExitCode} from '../exit.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {ClassLimit} from './class-limits.ts'
import type {Comparison, DiffKey} from './compare-sides.ts'
import {type Change, changeOf, growsByMoreThanPct} from './change.ts'

/** What a change may not exceed. */
export interface DiffLimits {
  /** Percent of growth; null for no such limit. */
  readonly pct: number | null
  /** Picodollars of growth; null for no such limit. */
  readonly picodollars: Picodollars | null
  readonly classes: readonly ClassLimit[]
  /** Whether `pct` and `picodollars` hold for every row, too. */
  readonly perRow: boolean
  /** Growth below this many picodollars passes every percentage. */
  readonly minPicodollars: Picodollars
}

/** One limit held against one thing. */
export interface GateRule {
  readonly kind: 'pct' | 'usd' | 'class'
  /** What was judged: the whole, a token class, or a row. */
  readonly subject:
    {readonly of: 'total'} | {readonly of: 'class'; readonly name: string} | {readonly of: 'row'; readonly key: DiffKey}
  /** Percent for `pct` and `class`, else null. */
  readonly limitPct: number | null
  /** Picodollars for `usd`, else null. */
  readonly limitPicodollars: Picodollars | null
  readonly change: Change
  readonly tripped: boolean
}

/** The verdict on a change. */
export interface Gate {
  /** `unknown`: a limit could not be judged, and none that could is exceeded. */
  readonly verdict: 'pass' | 'tripped' | 'unknown'
  readonly tripped: boolean
  /** Why it is unknown: prices are missing that decide, or a side does not know its classes or rows. Empty otherwise. */
  readonly unknown: readonly ('prices' | 'classes' | 'rows')[]
  /** Rules on the whole and on classes, and those on rows that tripped, largest growth first. */
  readonly rules: readonly GateRule[]
}

/**
 * Holds limits against a change. A percentage is exceeded by growth beyond it; from zero any growth exceeds any percentage. Classes are
 * judged by their cost. Calls without a price of their own are not in the amounts: if their estimates would exceed a limit on the whole,
 * or there are more calls without an estimate than before, the verdict is unknown.
 */
export function judgeDiff(comparison: Comparison, limits: DiffLimits): Gate {
  const whole = rulesFor({of: 'total'}, comparison.delta, limits)
  const {classes: changes} = comparison
  const classes = changes === null ? [] : limits.classes.map((limit) => classRule(changes, limit, limits))
  const rows = limits.perRow
    ? comparison.rows.flatMap((row) => rulesFor({of: 'row', key: row.key}, row, limits).filter(({tripped}) => tripped))
    : []
  const rules = [...whole, ...classes, ...rows]
  const tripped = rules.some((rule) => rule.tripped)
  const unknown = tripped ? [] : unknownOf(comparison, limits)
  return {verdict: tripped ? 'tripped' : unknown.length > 0 ? 'unknown' : 'pass', tripped, unknown, rules}
}

/** @returns 2 for a tripped gate, 1 for one that could not be judged, else 0. */
export function gateExitCode({verdict}: Gate): ExitCode {
  return verdict === 'tripped' ? EXIT.gateSaysNo : verdict === 'unknown' ? EXIT.couldNot : EXIT.ok
}

function rulesFor(subject: GateRule['subject'], change: Change, limits: DiffLimits): GateRule[] {
  const {pct, picodollars} = limits
  const rules: GateRule[] = []
  if (pct !== null) {
    const tripped = exceedsPct(change, pct, limits)
    rules.push({kind: 'pct', subject, limitPct: pct, limitPicodollars: null, change: onlyChange(change), tripped})
  }
  if (picodollars !== null) {
    const tripped = change.deltaPicodollars > picodollars
    const limit = {limitPct: null, limitPicodollars: picodollars}
    rules.push({kind: 'usd', subject, ...limit, change: onlyChange(change), tripped})
  }
  return rules
}

function classRule(
  changes: NonNullable<Comparison['classes']>,
  {name, classes, pct}: ClassLimit,
  limits: DiffLimits,
): GateRule {
  const sum = (side: 'basePicodollars' | 'currentPicodollars'): Picodollars =>
    classes.reduce((total, costClass) => total + changes[costClass][side], 0n)
  const change = changeOf(sum('basePicodollars'), sum('currentPicodollars'))
  const tripped = exceedsPct(change, pct, limits)
  return {kind: 'class', subject: {of: 'class', name}, limitPct: pct, limitPicodollars: null, change, tripped}
}

function exceedsPct(change: Change, pct: number, {minPicodollars}: DiffLimits): boolean {
  return change.deltaPicodollars >= minPicodollars && growsByMoreThanPct(change, pct)
}

function onlyChange({basePicodollars, currentPicodollars, deltaPicodollars, pct}: Change): Change {
  return {basePicodollars, currentPicodollars, deltaPicodollars, pct}
}

function unknownOf(comparison: Comparison, limits: DiffLimits): Gate['unknown'] {
  const hasLimit = limits.pct !== null || limits.picodollars !== null
  return [
    ...(hasLimit && pricesDecide(comparison, limits) ? (['prices'] as const) : []),
    ...(limits.classes.length > 0 && comparison.classes === null ? (['classes'] as const) : []),
    ...(hasLimit && limits.perRow && comparison.causes === null && comparison.rows.length === 0
      ? (['rows'] as const)
      : []),
  ]
}

function pricesDecide({base, current}: Comparison, limits: DiffLimits): boolean {
  const [before, after] = [base.unpriced, current.unpriced]
  if (after === null || after.calls === 0n) return false
  if (after.callsWithoutEstimate > (before?.callsWithoutEstimate ?? 0n)) return true
  const withEstimates = changeOf(
    base.costPicodollars + (before?.estimatePicodollars ?? 0n),
    current.costPicodollars + after.estimatePicodollars,
  )
  return rulesFor({of: 'total'}, withEstimates, limits).some(({tripped}) => tripped)
}

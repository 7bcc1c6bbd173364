import {missingName} from '../core/attribution/dimension.ts'
import type {BudgetDimension, BudgetFacts, BudgetRule, Budgets} from '../core/budget/budget.ts'
import {sharesOf} from '../core/budget/match-budget.ts'
import {judgeRule} from '../core/budget/verdict.ts'
import type {BudgetTimeline} from '../core/report/dashboard.ts'
import type {Period} from '../core/time/period.ts'
import {startOfDayMs, shiftDay} from '../core/time/local-day.ts'
import {windowOf} from '../core/time/window.ts'
import type {LedgerPort} from './ports.ts'

/** What budgets are judged for: the windows that hold this moment. */
export interface TimelineRequest {
  readonly budgets: Budgets
  readonly period: Pick<Period, 'timezone'>
  readonly monthStart: number
  readonly nowMs: number
}

/** Keys of one budget that are shown. */
const MOST_KEYS = 5

/** How each budget's present window is being used up, by day; of a budget that each key has, the fullest ones. */
export function budgetTimelines(ledger: LedgerPort, request: TimelineRequest): BudgetTimeline[] {
  return request.budgets.rules.flatMap((rule) => {
    return timelinesOf(ledger, rule, request)
      .sort((a, b) => b.judged.ratio - a.judged.ratio)
      .slice(0, MOST_KEYS)
  })
}

function timelinesOf(ledger: LedgerPort, rule: BudgetRule, request: TimelineRequest): BudgetTimeline[] {
  const {nowMs, monthStart} = request
  const {timezone} = request.period
  const window = rule.window === 'session' ? null : windowOf(rule.window, nowMs, timezone, monthStart)
  const dimensions = dimensionsOf(rule)
  const bounds = {fromMs: window?.fromMs ?? null, toMs: nowMs + 1}
  const {groups} = ledger.group({bounds, by: [...dimensions, 'day'], filters: [], timezone, monthStart})
  const byKey = new Map<string, {days: Map<string, bigint>; unpricedCalls: bigint}>()
  if (rule.each === null) byKey.set('', {days: new Map(), unpricedCalls: 0n})
  for (const group of groups) {
    const day = group.values[dimensions.length] ?? missingName('day')
    for (const {key, parts, of} of sharesOf(rule, factsOf(dimensions, group.values))) {
      const spent = byKey.get(key) ?? {days: new Map<string, bigint>(), unpricedCalls: 0n}
      const share = (group.amounts.spentPicodollars * BigInt(parts.length)) / BigInt(of)
      spent.days.set(day, (spent.days.get(day) ?? 0n) + share)
      const {unpriced, estimated} = group.amounts.totals(0, [], [])
      spent.unpricedCalls += unpriced.calls - estimated.calls
      byKey.set(key, spent)
    }
  }
  return [...byKey].map(([key, {days, unpricedCalls}]) => {
    const points = pointsOf(days, timezone, nowMs)
    const spent = {picodollars: points.at(-1)?.picodollars ?? 0n, unpricedCalls: Number(unpricedCalls)}
    const isRolling = typeof rule.window === 'object'
    const place = {key, window: window?.key ?? 'session', resetsAtMs: isRolling ? null : (window?.toMs ?? null)}
    return {judged: judgeRule(rule, place, spent), fromMs: window?.fromMs ?? null, toMs: window?.toMs ?? null, points}
  })
}

function dimensionsOf({alternatives, except, each}: BudgetRule): BudgetDimension[] {
  const used = [...alternatives.flat(), ...except].map(({dimension}) => dimension)
  return [...new Set(each === null ? used : [...used, each])]
}

function factsOf(dimensions: readonly BudgetDimension[], values: readonly (string | null)[]): BudgetFacts {
  return Object.fromEntries(dimensions.map((dimension, index) => [dimension, values[index] ?? null]))
}

function pointsOf(days: ReadonlyMap<string, bigint>, timezone: string, nowMs: number): BudgetTimeline['points'] {
  let sum = 0n
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, picodollars]) => {
      sum += picodollars
      const isDate = /^\d/.test(label)
      const endMs = isDate ? startOfDayMs(timezone, shiftDay(label, 1)) : nowMs
      return {label, atMs: Math.min(nowMs, endMs), picodollars: sum}
    })
}

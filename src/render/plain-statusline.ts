import {budgetPeriod, budgetSubject} from '../core/budget/budget-label.ts'
import type {StatusFacts} from '../core/budget/status-facts.ts'
import type {JudgedRule} from '../core/budget/verdict.ts'
import {PICODOLLARS_PER_USD, type Picodollars} from '../core/money/picodollars.ts'
import {formatMoney} from './money.ts'
import {textWidth} from './text-width.ts'
import {visible} from './visible.ts'

/** What is left out first where the line is too narrow. */
const LEAST_FIRST = ['week', 'five', 'cache', 'burn', 'context', 'today', 'budget', 'session'] as const

type Part = (typeof LEAST_FIRST)[number] | 'warning'

const DEFAULT = ['session', 'today', 'budget', 'burn', 'cache', 'context', 'five', 'week', 'warning'] as const

const HOUR_MS = 3_600_000

/**
 * The status line: what is known of money and limits, in as many columns as there are.
 *
 * @param columns - As the environment says it; anything but a number is no limit.
 * @returns One line, ended by a newline. A template's `{session} {today} {budget} {burn} {cache} {context} {five} {week}
 * {warning}` are filled in; what is not known leaves nothing behind.
 */
export function statusline(facts: StatusFacts, columns: string | undefined): string {
  const parts = partsOf(facts)
  const width = /^\d+$/.test(columns ?? '') ? Number(columns) : Infinity
  if (facts.template !== null) return `${cut(filled(facts.template, parts), width)}\n`
  const left = new Set<Part>(DEFAULT)
  const lineOf = (all: typeof parts) =>
    DEFAULT.flatMap((name) => (left.has(name) && all[name] !== '' ? [all[name]] : [])).join(' | ')
  if (textWidth(lineOf(parts)) <= width) return `${lineOf(parts)}\n`
  const short = {...parts, budget: facts.tightest === null ? '' : budgetText(facts.tightest, false)}
  for (const name of LEAST_FIRST) {
    if (textWidth(lineOf(short)) <= width || left.size === 1) break
    left.delete(name)
  }
  return `${cut(lineOf(short), width)}\n`
}

/** The budget with what is used of it; over what it counts is the first thing to be left out. */
function budgetText({rule, key, spent, ratio}: JudgedRule, withPeriod: boolean): string {
  const subject = visible(budgetSubject(rule, key))
  const amounts = `${formatMoney(spent.picodollars)} of ${formatMoney(rule.limitPicodollars)}`
  return `${subject}${withPeriod ? ` ${budgetPeriod(rule.window)}` : ''} ${amounts} ${Math.floor(ratio * 100)}%`
}

function partsOf(facts: StatusFacts): Readonly<Record<Part, string>> {
  const {tightest} = facts
  const session = facts.sessionPicodollars ?? fromUsd(facts.claudeSessionUsd)
  return {
    session: session === null ? '' : `${formatMoney(session)} session`,
    today: facts.todayPicodollars === null ? '' : `${formatMoney(facts.todayPicodollars)} today`,
    budget: tightest === null ? '' : budgetText(tightest, true),
    burn: burn(session, facts.durationMs),
    cache: facts.cacheHitRatio === null ? '' : `cache ${Math.floor(facts.cacheHitRatio * 100)}%`,
    context: percent('context', facts.contextPercent),
    five: percent('5h', facts.fiveHourPercent),
    week: percent('7d', facts.sevenDayPercent),
    warning: warning(facts),
  }
}

function warning({broken, hasLedger, isComplete}: StatusFacts): string {
  if (broken > 0) return 'budgets.yaml: see pech budget check'
  if (!hasLedger) return 'no ledger'
  return isComplete ? '' : 'logs are still being read'
}

/** Money per hour; nothing in the first minute, which says little. */
function burn(session: Picodollars | null, durationMs: number | null): string {
  if (session === null || durationMs === null || durationMs < 60_000) return ''
  return `${formatMoney((session * BigInt(HOUR_MS)) / BigInt(Math.round(durationMs)))}/h`
}

function percent(label: string, value: number | null): string {
  return value === null ? '' : `${label} ${Math.round(value)}%`
}

function fromUsd(usd: number | null): Picodollars | null {
  return usd === null || usd < 0 || usd > 1e9
    ? null
    : (BigInt(Math.round(usd * 1e6)) * PICODOLLARS_PER_USD) / 1_000_000n
}

function filled(template: string, parts: Readonly<Record<string, string>>): string {
  return visible(template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole)).trim()
}

/** Cuts by characters, since half a wide one would shift all that follows. */
function cut(line: string, width: number): string {
  if (textWidth(line) <= width) return line
  let kept = ''
  for (const character of line) {
    if (textWidth(kept + character) > width) break
    kept += character
  }
  return kept
}

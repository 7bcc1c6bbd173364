import type {BudgetCheck} from '../core/budget/budget-check.ts'
import {windowName} from '../core/budget/budget-window.ts'
import {budgetLabel, budgetPeriod, budgetSubject} from '../core/budget/budget-label.ts'
import type {BudgetRule} from '../core/budget/budget.ts'
import type {JudgedRule, Judgement} from '../core/budget/verdict.ts'
import type {SettingsFinding} from '../core/config/settings-finding.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {counted} from './count.ts'
import {settingsFindingPlace, settingsFindingText} from './config-finding.ts'
import {writeJson} from './json.ts'
import {formatMoney} from './money.ts'
import {visible} from './visible.ts'

/** A path as a person knows it: `~` for the home folder. */
export type ShowPath = (path: string) => string

/**
 * Why the verdict is what it is, with the arithmetic spelled out, in one line.
 *
 * @param file - The budgets file, as it is to be shown.
 */
export function verdictReason(judgement: Judgement, budgets: number, file: string): string {
  const {decisive, verdict, incomplete} = judgement
  const pending = incomplete ? ' (not all logs have been read yet, so nothing is stopped)' : ''
  if (decisive === null) {
    const fine = judgement.rules.length === 0 ? noneConcerned(budgets) : `${within(judgement.rules.length)}`
    return `${fine}${pending}`
  }
  const way = verdict === 'HARD_STOP' ? `; ${wayOn(decisive, file)}` : ''
  return `${arithmetic(decisive)}${way}${pending}`
}

function noneConcerned(budgets: number): string {
  return budgets === 0 ? 'no budgets are set' : `none of ${counted(budgets, 'budget')} counts here`
}

function within(count: number): string {
  return count === 1 ? 'the budget is within its limit' : `all ${count} budgets are within their limits`
}

function arithmetic({rule, key, spent, byUnpriced}: JudgedRule): string {
  const subject = visible(budgetSubject(rule, key))
  const when = budgetPeriod(rule.window)
  if (byUnpriced) {
    const calls = counted(spent.unpricedCalls, 'call')
    return `${subject} has ${calls} without a price ${when}, beside ${formatMoney(spent.picodollars)} of ${formatMoney(rule.limitPicodollars)}`
  }
  return `${subject} spent ${formatMoney(spent.picodollars)} of ${formatMoney(rule.limitPicodollars)}${graceOf(rule)} ${when}`
}

function wayOn({rule, byUnpriced}: JudgedRule, file: string): string {
  return byUnpriced
    ? `add a price to config.yaml, or set on_unpriced of ${visible(JSON.stringify(rule.name))} in ${visible(file)} to warn, to go on`
    : `raise ${rule.limitField} in ${visible(file)} to go on`
}

/** ` (+10 % grace = $220.00)`; nothing where the stop is at the limit itself. */
function graceOf({onBreach, limitPicodollars, gracePicodollars}: BudgetRule): string {
  if (onBreach !== 'hard_stop' || gracePicodollars === limitPicodollars) return ''
  const percent = Number((gracePicodollars * 1_000_000n) / limitPicodollars) / 10_000
  const rounded = Math.round((percent - 100) * 100) / 100
  return rounded > 0
    ? ` (+${rounded} % grace = ${formatMoney(gracePicodollars)})`
    : ` (stop at ${Math.round(percent * 100) / 100} % = ${formatMoney(gracePicodollars)})`
}

/** The verdict in one line: what a hook says of a call. */
export function checkAsText(report: BudgetCheck, showPath: ShowPath): string {
  return `${report.judgement.verdict}: ${checkReason(report, showPath(report.file))}\n`
}

/** Why the verdict is what it is; where nothing of the file is understood, that no budget judges. */
export function checkReason({judgement, budgets, findings}: BudgetCheck, file: string): string {
  const isLost = budgets === 0 && findings.length > 0
  return isLost ? `no budget of ${visible(file)} is in force` : verdictReason(judgement, budgets, file)
}

/** The JSON object of `pech budget check`, as text. */
export function checkAsJson(report: BudgetCheck, showPath: ShowPath): string {
  const {judgement, findings} = report
  return writeJson({
    schema: 'pech/budget-check@1',
    generatedAt: new Date(report.generatedAtMs).toISOString(),
    problems: report.problems.map(({code, count, file, facts}) => ({
      code,
      count,
      ...(file === undefined ? {} : {file}),
      ...(facts === undefined ? {} : {facts: {...facts}}),
    })),
    verdict: judgement.verdict,
    reason: checkReason(report, showPath(report.file)),
    incomplete: judgement.incomplete,
    rules: judgement.rules.map(ruleAsJson),
    findings: findings.map((finding) => ({
      code: finding.code,
      where: finding.where,
      line: finding.line,
      column: finding.column,
    })),
  })
}

/** One judged budget as every command shows it. */
export function ruleAsJson({rule, key, window, resetsAtMs, spent, ratio, level, verdict}: JudgedRule) {
  return {
    name: rule.name,
    label: budgetLabel(rule, key),
    match: Object.fromEntries((rule.alternatives[0] ?? []).map(({dimension, patterns}) => [dimension, [...patterns]])),
    each: rule.each,
    window: windowName(rule.window),
    windowKey: window,
    key: rule.each === null ? null : key,
    limitUsd: toUsd(rule.limitPicodollars),
    graceUsd: toUsd(rule.gracePicodollars),
    spentUsd: toUsd(spent.picodollars),
    spentPicodollars: String(spent.picodollars),
    unpricedCalls: spent.unpricedCalls,
    ratio,
    level,
    action: rule.onBreach,
    stop: verdict === 'HARD_STOP',
    resetsAt: resetsAtMs === null ? null : new Date(resetsAtMs).toISOString(),
  }
}

/** What in a budgets file is not in force: the first finding in one line, and how many more there are. */
export function findingLine(findings: readonly SettingsFinding[], file: string): string {
  const [first] = findings
  if (first === undefined) return ''
  const more = findings.length === 1 ? '' : ` (and ${findings.length - 1} more)`
  return `pech: ${settingsFindingPlace(first, file)}${settingsFindingText(first)}${more}\n`
}

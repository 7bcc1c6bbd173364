import {budgetLabel} from '../core/budget/budget-label.ts'
import type {HookAnswer} from '../core/budget/hook-answer.ts'
import {formatDuration} from './moment.ts'
import {formatMoney} from './money.ts'
import {findingLine, type ShowPath, verdictReason} from './plain-gate.ts'
import {visible} from './visible.ts'

/** What a hook writes. */
export interface HookOutput {
  readonly stdout: string
  readonly stderr: string
}

/**
 * What Claude Code is told: the reason of a stop on stderr, which is where it looks on exit 2; notices and context as one
 * JSON object on stdout; otherwise nothing.
 */
export function hookOutput(answer: HookAnswer, showPath: ShowPath): HookOutput {
  const file = showPath(answer.budgetsFile)
  const stop = stopOf(answer, file)
  if (stop !== null) return {stdout: '', stderr: `${stop}\n`}
  const troubles = answer.troubles.map((trouble) => `pech: ${oneLine(trouble)}\n`).join('')
  const stderr = troubles === '' ? findingLine(answer.findings, file) : troubles
  const notices = [...answer.crossed.filter(({rule}) => rule.onBreach !== 'alert').map(crossedText), ...advice(answer)]
  if (answer.observed !== null) notices.push(answer.observed)
  const said: Record<string, unknown> = {}
  if (notices.length > 0) said['systemMessage'] = `pech: ${notices.join('; ')}`
  const context = contextOf(answer)
  if (context !== null) said['hookSpecificOutput'] = {hookEventName: answer.event, additionalContext: context}
  return {stdout: Object.keys(said).length === 0 ? '' : `${JSON.stringify(said)}\n`, stderr}
}

function stopOf({exitCode, judgement, limiter}: HookAnswer, file: string): string | null {
  if (exitCode !== 2) return null
  if (judgement?.verdict === 'HARD_STOP') return `pech: ${verdictReason(judgement, judgement.rules.length, file)}`
  return `pech: ${emptyText(limiter?.skill ?? '', limiter?.waitSeconds ?? 0)}; wait, or raise rate_limit in config.yaml`
}

function advice({limiter}: HookAnswer): string[] {
  if (limiter === null || !limiter.justEmptied) return []
  return [`${emptyText(limiter.skill, limiter.waitSeconds)}; nothing is stopped`]
}

function emptyText(skill: string, waitSeconds: number): string {
  const wait = waitSeconds < 60 ? `${waitSeconds.toFixed(1)} s` : formatDuration(waitSeconds * 1000)
  const when = Number.isFinite(waitSeconds) ? `the next one fits in ${wait}` : 'no more fit'
  const whose = skill === '(none)' ? 'of this session' : `of skill "${visible(skill)}"`
  return `the tool calls ${whose} come faster than the limit (${when})`
}

function crossedText({rule, key, threshold, spentPicodollars}: HookAnswer['crossed'][number]): string {
  const money = `${formatMoney(spentPicodollars)} of ${formatMoney(rule.limitPicodollars)}`
  return `${visible(budgetLabel(rule, key))} passed ${threshold} % (${money})`
}

/** One line for the session that starts. */
function contextOf({start, judgement}: HookAnswer): string | null {
  if (start === null) return null
  const [tightest] = judgement?.rules ?? []
  const budget =
    tightest === undefined
      ? ''
      : `; tightest budget: ${visible(budgetLabel(tightest.rule, tightest.key))}, ${formatMoney(tightest.spent.picodollars)} of ${formatMoney(tightest.rule.limitPicodollars)}`
  const age = start.rateCard.severity === null ? '' : `; the rate card is ${start.rateCard.ageDays} days old`
  const partial = start.incomplete ? ' so far (logs are still being read)' : ''
  return `pech: ${formatMoney(start.todayPicodollars)} spent today${partial}${budget}${age}`
}

function oneLine(trouble: unknown): string {
  return visible((trouble instanceof Error ? trouble.message : String(trouble)).replace(/\s+/g, ' '))
}

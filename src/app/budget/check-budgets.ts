import type {Answer} from '../../core/answer.ts'
import type {BudgetCheck} from '../../core/budget/budget-check.ts'
import type {SettingsFinding} from '../../core/config/settings-finding.ts'
import {EXIT, type ExitCode} from '../../core/exit.ts'
import type {Judgement} from '../../core/budget/verdict.ts'
import {countProblems, type Problem, type ProblemCount} from '../../core/problem.ts'
import type {CallPlace, Gate} from '../ports/gate.ts'
import {passOn} from './pass-on.ts'
import {judgeAll, judgeCall} from './judge-call.ts'

/** Which budgets are asked about. */
export interface CheckScope {
  /** The tool call of a hook; null: all budgets. */
  readonly call: {readonly place: CallPlace; readonly transcript: string | null} | null
  readonly arm: string | undefined
}

/**
 * Compares spending with the budgets. For a tool call, first reads what its session's files have gained, and reports the
 * thresholds that were passed.
 *
 * @param found - Trouble on the way here.
 */
export function checkBudgets(gate: Gate, scope: CheckScope, found: readonly ProblemCount[] = []): Answer<BudgetCheck> {
  const {call} = scope
  const transcript = call?.transcript ?? null
  const trouble = transcript === null ? null : attempt(() => gate.catchUp(transcript, 'calls'))
  const {budgets, findings} = gate.budgets()
  if (call !== null && trouble === null) attempt(() => passOn(gate)) // who asks is told the verdict in any case
  const judgement = call === null ? judgeAll(gate, scope.arm) : judgeCall(gate, {...call.place})
  if (trouble === null && !gate.isComplete()) attempt(() => gate.startIngest())
  const report = {
    generatedAtMs: gate.nowMs,
    judgement,
    budgets: budgets.rules.length,
    findings,
    file: gate.budgetsFile,
    problems: [...found, ...countProblems(budgetProblems(findings, gate.budgetsFile))],
  }
  const exitCode = exitCodeOf(judgement, findings)
  return {report, exitCode: exitCode === EXIT.ok && trouble !== null ? EXIT.couldNot : exitCode, ...notesOf(trouble)}
}

function attempt(work: () => void): Error | null {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function notesOf(trouble: Error | null): {notes?: readonly string[]} {
  return trouble === null ? {} : {notes: [`pech: ${trouble.message}; the newest calls are not counted yet`]}
}

/** A hard stop goes before a file that is not understood: the rules that are understood hold. */
export function exitCodeOf(judgement: Judgement, findings: readonly SettingsFinding[]): ExitCode {
  if (judgement.verdict === 'HARD_STOP') return EXIT.gateSaysNo
  return findings.length > 0 ? EXIT.couldNot : EXIT.ok
}

/** A budgets file that is not understood in full, as a problem of an answer. */
export function budgetProblems(findings: readonly SettingsFinding[], file: string): Problem[] {
  return findings.map(({where, line, column}) => ({
    code: 'BUDGETS_INVALID',
    file,
    facts: {
      ...(where === '' ? {} : {field: where}),
      ...(line === null ? {} : {line}),
      ...(column === null ? {} : {column}),
    },
  }))
}

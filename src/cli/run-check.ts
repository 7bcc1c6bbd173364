import {homedir} from 'node:os'
import {isAboutCall, type GateRequest} from '../app/hook/answer-request.ts'
import {passOn} from '../app/budget/pass-on.ts'
import {checkBudgets} from '../app/budget/check-budgets.ts'
import {EXIT} from '../core/exit.ts'
import {readStdin} from '../io/read-stdin.ts'
import type {RenderOptions} from '../render/options.ts'
import {budgetCheckAsText} from '../render/budget-check.ts'
import {plainWords} from '../render/plain-words.ts'
import {ledgerGate} from './budget-standing.ts'
import type {CommonFlags} from './common-flags.ts'
import type {Composition} from './composition.ts'
import {look} from './look.ts'
import {answerGate, type GateAnswer, patienceFor, writeGate} from './run-gate.ts'

type CheckRequest = GateRequest & {readonly kind: 'check'}

/**
 * `pech budget check`: of the tool call whose JSON is on stdin, as the hook door judges it; of nobody's call, all budgets,
 * after the logs' news were read.
 */
export async function runCheck(request: CheckRequest, flags: CommonFlags, place: CheckPlace): Promise<void> {
  const stdin = await readStdin(patienceFor(request))
  if (isAboutCall(request, stdin)) writeGate(answerGate(request, stdin, flags), flags)
  else writeGate(standing(request, flags, place), flags)
}

/** Where a person or a script asks from. */
export interface CheckPlace {
  readonly ports: Composition
  readonly renderOptions: RenderOptions
}

function standing(
  {arm, json, quiet}: CheckRequest,
  flags: CommonFlags,
  {ports, renderOptions}: CheckPlace,
): GateAnswer {
  const {access, problems, notes} = look(ports)
  try {
    const gate = ledgerGate(ports, access.ledger.database)
    const answer = checkBudgets(gate, {call: null, arm}, problems)
    if (!flags.demo) passOn(gate)
    const words = plainWords(homedir())
    const {report, exitCode} = answer
    const text = quiet ? '' : budgetCheckAsText(report, renderOptions)
    const talk = [...(quiet ? [] : notes), words.checkNotes(answer)]
    return {
      stdout: json ? words.check(report, 'json') : text,
      stderr: talk.map((line) => (line === '' || line.endsWith('\n') ? line : `${line}\n`)).join(''),
      exitCode: exitCode ?? EXIT.ok,
    }
  } finally {
    access.close()
  }
}

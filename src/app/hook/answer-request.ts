import type {Answer} from '../../core/answer.ts'
import type {BudgetCheck} from '../../core/budget/budget-check.ts'
import {HOOK_EVENTS, type HookAnswer} from '../../core/budget/hook-answer.ts'
import {EXIT, type ExitCode} from '../../core/exit.ts'
import {PechError} from '../../core/problem.ts'
import type {StatusFacts} from '../../core/budget/status-facts.ts'
import {checkBudgets} from '../budget/check-budgets.ts'
import type {Gate} from '../ports/gate.ts'
import {handleEvent} from './handle-event.ts'
import {parseHookInput, type HookInput} from './hook-input.ts'
import {statusFacts} from './status-facts.ts'

/** What is asked at either door. */
export type GateRequest =
  | {
      readonly kind: 'check'
      /** stdin is a hook's JSON. */
      readonly hook: boolean
      readonly arm: string | undefined
      readonly json: boolean
      readonly quiet: boolean
    }
  | {readonly kind: 'hook'; readonly event: string}
  | {readonly kind: 'statusline'}

/** What both doors bring along. */
export interface GateDoor {
  /** Opens the ledger; a session that ends must not wait for long. */
  readonly open: (wait: 'short' | 'usual') => Gate & {close(): void}
  readonly declaration: string | undefined
  readonly words: {
    check(report: BudgetCheck, form: 'text' | 'json'): string
    /** The reason of a stop, and what of the budgets file is not in force. */
    checkNotes(answer: Answer<BudgetCheck>): string
    hook(answer: HookAnswer): GateOutput
    failure(error: unknown, json: boolean): GateOutput
    statusline(facts: StatusFacts): string
  }
}

/** What is written, and nothing else is. */
export interface GateOutput {
  readonly stdout: string
  readonly stderr: string
}

const NEEDS_JSON = 'give the hook’s JSON on stdin, as Claude Code does'

/**
 * Answers a request. Never throws: whatever goes wrong is one line on stderr and exit code 1, never 2.
 *
 * @param stdin - What stood there; null when nothing did.
 */
export function answerRequest(
  request: GateRequest,
  stdin: string | null,
  door: GateDoor,
): GateOutput & {readonly exitCode: ExitCode} {
  let gate: ReturnType<GateDoor['open']> | null = null
  const open = (wait: 'short' | 'usual' = 'usual') => (gate = door.open(wait))
  try {
    if (request.kind === 'check') return check(request, stdin, door, open)
    if (request.kind === 'hook') return hook(request.event, stdin, door, open)
    return {stdout: statusline(stdin, door, open), stderr: '', exitCode: EXIT.ok}
  } catch (error) {
    return {...door.words.failure(error, request.kind === 'check' && request.json), exitCode: EXIT.couldNot}
  } finally {
    close(gate)
  }
}

/** Whether it is asked about one tool call: then a hook asks, and waits. */
export function isAboutCall(request: GateRequest, stdin: string | null): boolean {
  return request.kind === 'check' && (request.hook || callOf(request, stdin) !== null)
}

function callOf(request: GateRequest & {kind: 'check'}, stdin: string | null): HookInput | null {
  const input = stdin === null ? null : parseHookInput(stdin)
  const isHook = input !== null && (request.hook || input.place.session !== null || input.event !== null)
  return isHook ? input : null
}

function close(gate: {close(): void} | null): void {
  try {
    gate?.close()
  } catch {
    // what was to be written is written; a ledger that cannot be closed is closed by the end of the process
  }
}

type Open = (wait?: 'short' | 'usual') => ReturnType<GateDoor['open']>

function check(
  request: GateRequest & {kind: 'check'},
  stdin: string | null,
  door: GateDoor,
  open: Open,
): GateOutput & {readonly exitCode: ExitCode} {
  const input = callOf(request, stdin)
  if (request.hook && input === null) throw new PechError('HOOK_INPUT', `stdin is no JSON object; ${NEEDS_JSON}`)
  const call = input === null ? null : {place: input.place, transcript: input.transcript}
  const answer = checkBudgets(open(), {call, arm: request.arm})
  const {report, exitCode = EXIT.ok} = answer
  const text = request.quiet || request.hook ? '' : door.words.check(report, 'text')
  return {
    stdout: request.json ? door.words.check(report, 'json') : text,
    stderr: door.words.checkNotes(answer),
    exitCode,
  }
}

function hook(
  name: string,
  stdin: string | null,
  door: GateDoor,
  open: Open,
): GateOutput & {readonly exitCode: ExitCode} {
  const event = HOOK_EVENTS.find((known) => known === name)
  if (event === undefined) {
    throw new PechError('HOOK_UNKNOWN', `'${name}' is no event that pech has a hook for: ${HOOK_EVENTS.join(', ')}`)
  }
  const input: HookInput | null = stdin === null ? null : parseHookInput(stdin)
  if (input === null) throw new PechError('HOOK_INPUT', `stdin is no JSON object; ${NEEDS_JSON}`)
  const gate = open(event === 'SessionEnd' ? 'short' : 'usual')
  const answer = handleEvent(gate, event, input, door.declaration)
  return {...door.words.hook(answer), exitCode: answer.exitCode}
}

/** A status line is shown whatever happens: without a ledger it says what Claude Code itself says. */
function statusline(stdin: string | null, door: GateDoor, open: Open): string {
  let gate: Gate | null
  try {
    gate = open('short')
  } catch {
    gate = null
  }
  return door.words.statusline(statusFacts(gate, stdin))
}

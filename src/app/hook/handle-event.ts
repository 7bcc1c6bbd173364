import {EXIT} from '../../core/exit.ts'
import {staleCardEvent} from '../../core/events/rate-card-events.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {exitCodeOf} from '../budget/check-budgets.ts'
import {judgeAll, judgeCall} from '../budget/judge-call.ts'
import type {Gate, Wanted} from '../ports/gate.ts'
import type {HookAnswer, HookEvent} from '../../core/budget/hook-answer.ts'
import type {HookInput} from './hook-input.ts'

/** What Claude Code's environment says about the session, as JSON; undefined when nothing. */
export type Declaration = string | undefined

/** Does a hook's part: what to record, and whether the tool call may run. */
export function handleEvent(gate: Gate, event: HookEvent, input: HookInput, declaration: Declaration): HookAnswer {
  const work = new HookWork(gate, input, event)
  const {session} = input.place
  if (declaration !== undefined && session !== null) work.attempt(() => gate.declare(session, declaration))
  switch (event) {
    case 'SessionStart':
      return start(work)
    case 'PreToolUse':
      return preToolUse(work)
    case 'UserPromptSubmit':
      work.catchUp()
      return judged(work)
    case 'PostToolUse':
      return work.answer(observed(work))
    case 'PreCompact':
      work.catchUp()
      if (session !== null) work.attempt(() => gate.learn(session))
      return work.answer()
    case 'Stop':
    case 'SubagentStop':
    case 'SessionEnd': {
      const notice = observed(work)
      work.attempt(() => finalize(gate, input))
      if (event === 'SessionEnd' && session !== null) work.attempt(() => gate.learn(session))
      return work.answer(notice)
    }
  }
}

/** Posts what is new and reports spikes among it. @returns A line for the user, or null. */
function observed(work: HookWork): string | null {
  const {gate, input} = work
  const {session} = input.place
  if (work.catchUp() === 0 || session === null) return null
  const spikes = work.attempt(() => gate.reportSpikes(session)) ?? 0
  return spikes === 0 ? null : 'a call cost far more than usual: see `pech anomaly`'
}

function start(work: HookWork): HookAnswer {
  const {gate} = work
  work.catchUp()
  const incomplete = !gate.isComplete()
  work.attempt(() => gate.startIngest())
  const rateCard = gate.rateCardAge()
  const {severity, verifiedAt, ageDays} = rateCard
  if (severity !== null) {
    work.attempt(() => gate.record(staleCardEvent({verifiedAt, ageDays, severity})))
  }
  return work.answer(null, () => {
    const judgement = judgeAll(gate, undefined)
    const {findings} = gate.budgets()
    return {judgement, findings, start: {todayPicodollars: gate.spentToday(), incomplete, rateCard}}
  })
}

/** The limiter, then the budgets; the limiter's stop stands also where the budgets have nothing against the call. */
function preToolUse(work: HookWork): HookAnswer {
  const {gate, input} = work
  const notice = observed(work) // whichever hook posts a call judges it
  const {session} = input.place
  const skill = input.firedSkill ?? skillOf(gate, input)
  const taken = session === null ? null : work.attempt(() => gate.takeToken(session, skill))
  const limiter = taken === null ? null : {...taken, skill}
  const isStopped = limiter !== null && !limiter.granted && limiter.blocking
  const answer = judged(work, notice)
  return {...answer, limiter, exitCode: isStopped ? EXIT.gateSaysNo : answer.exitCode}
}

function skillOf(gate: Gate, {place}: HookInput): string {
  const {skill} = gate.facts(place)
  const name = typeof skill === 'string' ? skill : skill?.join('+')
  return name || '(none)'
}

function judged(work: HookWork, notice: string | null = null): HookAnswer {
  const {gate, input} = work
  return work.answer(notice, () => ({findings: gate.budgets().findings, judgement: judgeCall(gate, input.place)}))
}

type Judged = Partial<Pick<HookAnswer, 'judgement' | 'findings' | 'start'>>

/** One hook at work. A part that fails is remembered, and what does not need it goes on. */
class HookWork {
  readonly gate: Gate
  readonly input: HookInput
  readonly #event: HookEvent
  readonly #troubles: unknown[] = []

  constructor(gate: Gate, input: HookInput, event: HookEvent) {
    this.gate = gate
    this.input = input
    this.#event = event
  }

  /** Does what may fail; after a failure nothing more is tried, since the ledger makes each attempt wait. */
  attempt<Result>(part: () => Result): Result | null {
    if (this.#troubles.length > 0) return null
    try {
      return part()
    } catch (error) {
      this.#troubles.push(error)
      return null
    }
  }

  /** @returns Calls that were posted. */
  catchUp(): number {
    const {transcript} = this.input
    return transcript === null
      ? 0
      : (this.attempt(() => this.gate.catchUp(transcript, wantedBy(this.#event)))?.calls ?? 0)
  }

  /**
   * Settles thresholds, and says what there is to say.
   *
   * @param observed - A line for the user, or null.
   * @param judge - Asked when all is settled; it can do with what that has found out.
   */
  answer(observed: string | null = null, judge: () => Judged = () => ({})): HookAnswer {
    const crossed = this.attempt(() => this.gate.settle()) ?? []
    const {judgement = null, findings = [], start = null} = judge()
    this.attempt(() => this.gate.mirror())
    this.attempt(() => this.gate.deliver(this.#event === 'SessionEnd'))
    const verdict = judgement === null || start !== null ? EXIT.ok : exitCodeOf(judgement, findings)
    return {
      event: this.#event,
      exitCode: this.#troubles.length > 0 && verdict === EXIT.ok ? EXIT.couldNot : verdict,
      judgement,
      findings,
      budgetsFile: this.gate.budgetsFile,
      limiter: null,
      crossed,
      observed,
      start,
      troubles: this.#troubles,
    }
  }
}

/** Around a tool call only what costs money is read: its result alone, say, is not worth a transaction. */
function wantedBy(event: HookEvent): Wanted {
  return event === 'PreToolUse' || event === 'PostToolUse' || event === 'UserPromptSubmit' ? 'calls' : 'everything'
}

/** Stop fires every turn: the same amounts are the same event. */
function finalize(gate: Gate, {place, agentId}: HookInput): void {
  if (place.session === null) return
  const {calls, costPicodollars, estimatedPicodollars} = gate.sessionCost(place.session)
  if (calls === 0) return
  const session = place.session
  gate.record({
    event: 'pech.session.cost.finalized',
    dedupeKey: JSON.stringify(['session', session, calls, String(costPicodollars), String(estimatedPicodollars)]),
    payload: {
      session_id: session,
      agent_id: agentId,
      calls,
      total_usd: toUsd(costPicodollars),
      estimated_usd: toUsd(estimatedPicodollars),
      picodollars: String(costPicodollars),
    },
  })
}

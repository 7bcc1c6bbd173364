import {isJsonObject, nonEmptyString, type JsonObject} from '../../core/log/json-value.ts'
import type {StatusFacts} from '../../core/budget/status-facts.ts'
import {judgeAll, judgeCall} from '../budget/judge-call.ts'
import type {Gate} from '../ports/gate.ts'

/** What the status line shows: of the ledger as far as it answers, of Claude Code's own JSON the rest. */
export function statusFacts(gate: Gate | null, stdin: string | null): StatusFacts {
  const input = parse(stdin)
  const session = nonEmptyString(input['session_id'])
  const fromLedger = gate === null ? null : attempt(() => ledgerFacts(gate, input, session))
  return {
    template: gate?.config.statusline.template ?? null,
    sessionPicodollars: fromLedger?.session ?? null,
    claudeSessionUsd: numberIn(input, 'cost', 'total_cost_usd'),
    todayPicodollars: fromLedger?.today ?? null,
    tightest: fromLedger?.tightest ?? null,
    broken: fromLedger?.broken ?? 0,
    durationMs: numberIn(input, 'cost', 'total_duration_ms'),
    cacheHitRatio: cacheHitRatio(input),
    contextPercent: numberIn(input, 'context_window', 'used_percentage'),
    fiveHourPercent: numberIn(input, 'rate_limits', 'five_hour', 'used_percentage'),
    sevenDayPercent: numberIn(input, 'rate_limits', 'seven_day', 'used_percentage'),
    isComplete: fromLedger?.isComplete ?? false,
    hasLedger: fromLedger !== null,
  }
}

function ledgerFacts(gate: Gate, input: JsonObject, session: string | null) {
  const transcript = nonEmptyString(input['transcript_path'])
  if (transcript !== null) attempt(() => gate.catchUp(transcript, 'calls'))
  const cwd = nonEmptyString(input['cwd'])
  const cost = session === null ? null : gate.sessionCost(session)
  const place = {session, cwd, agent: null, tool: null, prompt: null}
  const judgement = session === null ? judgeAll(gate, undefined) : judgeCall(gate, place)
  return {
    session: cost === null ? null : cost.costPicodollars + cost.estimatedPicodollars,
    today: gate.spentToday(),
    tightest: judgement.rules[0] ?? null,
    broken: gate.budgets().findings.length,
    isComplete: gate.isComplete(),
  }
}

/** Of the prompt of the last call, the part that was read from the cache. */
function cacheHitRatio(input: JsonObject): number | null {
  const at = (name: string) => numberIn(input, 'context_window', 'current_usage', name)
  const read = at('cache_read_input_tokens')
  const all = (read ?? 0) + (at('input_tokens') ?? 0) + (at('cache_creation_input_tokens') ?? 0)
  return read === null || all <= 0 ? null : read / all
}

function numberIn(input: JsonObject, ...path: readonly string[]): number | null {
  let value: unknown = input
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function parse(stdin: string | null): JsonObject {
  try {
    const parsed: unknown = JSON.parse(stdin ?? '')
    return isJsonObject(parsed) ? parsed : {}
  } catch {
    return {}
  }
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work()
  } catch {
    return null // a status line shows what it can
  }
}

import type {ProblemCount} from '../core/problem.ts'
import type {CallRecord} from '../core/report/call-record.ts'
import type {SessionList, SessionPart, SessionReport} from '../core/report/report.ts'
import type {Totals} from '../core/report/totals.ts'
import type {Period} from '../core/time/period.ts'
import {findSession, noSession} from './find-session.ts'
import type {LedgerPort} from './ports.ts'
import {withUnpriced} from './unpriced-problem.ts'
import {callFacts, callTotals, dearestFirst, shareOf, totalsOf} from './report.ts'

/** Which session to show. */
export interface SessionRequest {
  /** Id, its beginning, or `latest`. */
  readonly id: string
  readonly top: number
  readonly nowMs: number
  readonly timezone: string
}

const EVER = {fromMs: null, toMs: null}

/**
 * One session: totals, dearest calls, prompts and subagents.
 *
 * @throws PechError when there is no such session, or several begin so.
 */
export function showSession(
  ledger: LedgerPort,
  request: SessionRequest,
  problems: readonly ProblemCount[],
): SessionReport {
  const id = findSession(ledger, request.id)
  const filters = [{dimension: 'session' as const, patterns: [id]}]
  const [facts] = ledger.sessions(EVER, filters, 1)
  if (facts === undefined) throw noSession(request.id)
  const calls = [...ledger.calls({bounds: EVER, filters})].filter((call) => call.attribution.session === id)
  const {whole} = ledger.group({bounds: EVER, by: [], filters, timezone: request.timezone, monthStart: 1})
  const totals = totalsOf(whole)
  const priced = calls.map((call) => ({call, totals: callTotals(call)}))
  const dearest = [...priced].sort((a, b) => dearestFirst(a.totals, b.totals) || compareTime(a.call, b.call))
  const shown = dearest.slice(0, request.top)
  return {
    generatedAtMs: request.nowMs,
    session: facts,
    totals,
    cache: whole.amounts.cacheSummary(),
    percentiles: percentilesOf(
      priced.filter(({totals}) => totals.unpriced.calls === 0n).map(({totals}) => totals.costPicodollars),
    ),
    calls: shown.map((one, index) => ({
      rank: index + 1,
      share: shareOf(one.totals.costPicodollars, totals.costPicodollars),
      facts: callFacts(one.call),
      totals: one.totals,
    })),
    omittedCalls: dearest.length - shown.length,
    prompts: promptsOf(priced, ledger.prompts(id)),
    subagents: subagentsOf(priced),
    problems: withUnpriced(problems, totals),
  }
}

/** What `session --list` shows. */
export interface SessionListRequest {
  readonly period: Period
  readonly top: number | null
  readonly nowMs: number
}

/** Sessions of a period, the last active first. */
export function listSessions(
  ledger: LedgerPort,
  request: SessionListRequest,
  problems: readonly ProblemCount[],
): SessionList {
  const {period, top} = request
  const query = {bounds: period, filters: [], timezone: period.timezone, monthStart: 1}
  const result = ledger.group({...query, by: ['session']})
  const totals = totalsOf(result.whole)
  const byId = new Map(result.groups.map((group) => [group.values[0], group]))
  const facts = ledger.sessions(period, [], top ?? -1)
  const sessions = facts.flatMap((one) => {
    const group = byId.get(one.id)
    return group === undefined ? [] : [{facts: one, totals: totalsOf(group)}]
  })
  return {
    generatedAtMs: request.nowMs,
    period,
    sessions,
    omittedSessions: Math.max(0, result.whole.sessions - sessions.length),
    totals,
    problems: withUnpriced(problems, totals),
  }
}

interface PricedCall {
  readonly call: CallRecord
  readonly totals: Totals
}

function percentilesOf(costs: readonly bigint[]): SessionReport['percentiles'] {
  if (costs.length === 0) return null
  const sorted = [...costs].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const at = (q: number) => sorted[Math.floor(q * (sorted.length - 1))]!
  return {p50: at(0.5), p90: at(0.9), p99: at(0.99)}
}

function promptsOf(
  calls: readonly PricedCall[],
  typedAt: ReadonlyMap<string, number | null>,
): SessionReport['prompts'] {
  const groups = new Map<string, {atMs: number | null} & Part>()
  for (const {call, totals} of calls) {
    const key = call.prompt ?? '(none)'
    const group = groups.get(key) ?? {atMs: typedAt.get(key) ?? call.atMs, ...noPart()}
    addTo(group, totals)
    groups.set(key, group)
  }
  const inOrder = [...groups].sort(([, a], [, b]) => (a.atMs ?? 0) - (b.atMs ?? 0))
  return inOrder.map(([id, group], index) => ({index: index + 1, id, ...group}))
}

function subagentsOf(calls: readonly PricedCall[]): SessionReport['subagents'] {
  const groups = new Map<string, {agentId: string; agent: string} & Part>()
  for (const {call, totals} of calls) {
    if (call.agentId === null) continue
    const agent = call.attribution.agent ?? '(none)'
    const key = `${call.agentId}\n${agent}`
    const group = groups.get(key) ?? {agentId: call.agentId, agent, ...noPart()}
    addTo(group, totals)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => (a.costPicodollars > b.costPicodollars ? -1 : 1))
}

type Part = {-readonly [Field in keyof SessionPart]: SessionPart[Field]}

function noPart(): Part {
  return {calls: 0n, costPicodollars: 0n, estimatedPicodollars: 0n, unpricedCalls: 0n}
}

function addTo(part: Part, {costPicodollars, estimated, unpriced}: Totals): void {
  part.calls++
  part.costPicodollars += costPicodollars
  part.estimatedPicodollars += estimated.costPicodollars
  part.unpricedCalls += unpriced.calls
}

function compareTime(a: CallRecord, b: CallRecord): number {
  return (a.atMs ?? 0) - (b.atMs ?? 0) || (a.identity < b.identity ? -1 : 1)
}

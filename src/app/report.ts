import {missingName, type Dimension} from '../core/attribution/dimension.ts'
import type {ProblemCount} from '../core/problem.ts'
import {Amounts} from '../core/report/amounts.ts'
import type {CallRecord} from '../core/report/call-record.ts'
import type {Filter} from '../core/report/filter.ts'
import type {Group, LedgerQuery} from '../core/report/query.ts'
import type {CallFacts, Report, ReportRow} from '../core/report/report.ts'
import type {Totals} from '../core/report/totals.ts'
import type {Period} from '../core/time/period.ts'
import {namedSessions} from './find-session.ts'
import type {LedgerPort} from './ports.ts'
import {withUnpriced} from './unpriced-problem.ts'

/** What a report is about. */
export interface ReportRequest {
  readonly period: Period
  readonly by: readonly Dimension[]
  readonly filters: readonly Filter[]
  readonly monthStart: number
  readonly top: number | null
  /** List the last calls instead of groups. */
  readonly last: number | null
  /** null: by cost, save that whole lists by time read in order of time. */
  readonly sort: 'usd' | 'calls' | 'tokens' | 'key' | null
  readonly nowMs: number
}

const TIME_ORDER = new Set<Dimension>(['hour', 'day', 'week', 'month'])

/** Adds up the calls of a period by any dimensions, or lists the last of them. */
export function makeReport(ledger: LedgerPort, wanted: ReportRequest, problems: readonly ProblemCount[]): Report {
  const request = {...wanted, filters: namedSessions(ledger, wanted.filters)}
  const query = queryOf(request)
  const result = ledger.group(request.last === null ? query : {...query, by: []})
  const {orphans} = result
  const totals = totalsOf(result.whole)
  const last = request.last === null ? null : lastCalls(ledger, request, request.last, totals.costPicodollars)
  const all = last ?? result.groups.map((group) => groupRow(group, request.by, totals.costPicodollars))
  const isOrdered = last !== null && (request.sort === null || request.sort === 'key')
  const sorted = isOrdered ? last : sortRows(all, request)
  const rows = request.top === null ? sorted : sorted.slice(0, request.top)
  return {
    generatedAtMs: request.nowMs,
    period: request.period,
    by: last === null ? request.by : [],
    filters: request.filters,
    totals,
    rows: last === null ? withTitles(ledger, rows) : rows,
    omittedRows: Math.max(0, (last === null ? sorted.length : Number(totals.calls)) - rows.length),
    orphans: {
      calls: orphans.calls,
      rate: result.whole.amounts.calls === 0n ? null : Number(orphans.calls) / Number(result.whole.amounts.calls),
      costPicodollars: orphans.totals(0, [], []).costPicodollars,
    },
    cache: result.whole.amounts.cacheSummary(),
    problems: withUnpriced(problems, totals),
  }
}

/** The totals of a group. */
export function totalsOf(group: Group): Totals {
  return group.amounts.totals(group.sessions, sorted(group.estimatedModels), sorted(group.unpricedModels))
}

const NO_MODELS: readonly string[] = []

function sorted(models: ReadonlySet<string>): readonly string[] {
  return models.size === 0 ? NO_MODELS : [...models].sort()
}

/** The totals of a single call. */
export function callTotals(call: CallRecord): Totals {
  const amounts = new Amounts()
  amounts.add(call.counts, call.rate)
  const models = [call.attribution.model ?? missingName('model')]
  const {status} = call.rate
  return amounts.totals(
    call.attribution.session === null ? 0 : 1,
    status === 'estimated' ? models : [],
    status === 'priced' ? [] : models,
  )
}

/** What is shown of a single call. */
export function callFacts({identity, part, atMs, attribution, tools}: CallRecord): CallFacts {
  return {
    id: part === 0 ? identity : `${identity}#${part}`,
    atMs,
    session: attribution.session ?? missingName('session'),
    model: attribution.model ?? missingName('model'),
    agent: attribution.agent ?? missingName('agent'),
    skill: attribution.skills.length === 0 ? missingName('skill') : attribution.skills.join(' + '),
    tools,
    project: attribution.project ?? missingName('project'),
  }
}

/** What a report asks of the ledger. */
export function queryOf({period, by, filters, monthStart}: ReportRequest): LedgerQuery {
  return {bounds: period, by, filters, timezone: period.timezone, monthStart}
}

function groupRow(group: Group, by: readonly Dimension[], whole: bigint): ReportRow {
  const totals = totalsOf(group)
  return {key: keyOf(group, by), share: shareOf(totals.costPicodollars, whole), totals}
}

/** What a group is called in each dimension. */
export function keyOf({values}: Group, by: readonly Dimension[]): ReportRow['key'] {
  const key: Partial<Record<Dimension, string>> = {}
  by.forEach((dimension, index) => {
    key[dimension] = values[index] ?? (TIME_ORDER.has(dimension) ? 'unknown' : missingName(dimension))
  })
  return key
}

function lastCalls(ledger: LedgerPort, {period, filters}: ReportRequest, count: number, whole: bigint): ReportRow[] {
  const calls = [...ledger.calls({bounds: period, filters, newestFirst: true, limit: count})]
  const totals = calls.map(callTotals)
  return calls.map((call, index) => {
    const facts = callFacts(call)
    return {
      key: {call: facts.id},
      share: shareOf(totals[index]!.costPicodollars, whole),
      totals: totals[index]!,
      call: facts,
    }
  })
}

function sortRows(rows: readonly ReportRow[], {sort, by, top}: ReportRequest): ReportRow[] {
  const byKey = (a: ReportRow, b: ReportRow) => {
    for (const dimension of by) {
      const [left, right] = [a.key[dimension] ?? '', b.key[dimension] ?? '']
      if (left !== right) return left < right ? -1 : 1
    }
    return 0
  }
  const isByTime = by.length > 0 && TIME_ORDER.has(by[0]!)
  if (sort === 'key' || (sort === null && isByTime && top === null)) return rows.toSorted(byKey)
  const weightOf = ({totals}: ReportRow): Weight => {
    if (sort === 'calls') return [comparable(totals.calls), 0]
    return sort === 'tokens' ? [comparable(tokensOf(totals)), 0] : costWeight(totals)
  }
  return rows
    .map((row) => ({row, weight: weightOf(row)}))
    .sort((a, b) => heaviestFirst(a.weight, b.weight) || byKey(a.row, b.row))
    .map(({row}) => row)
}

/** What rows are ordered by, and what those that are equal in it. */
type Weight = readonly [number | bigint, number | bigint]

/** The cost as `usd` and shares know it: what is only estimated is in neither, and orders those that cost the same. */
function costWeight({costPicodollars, estimated}: Totals): Weight {
  return [comparable(costPicodollars), comparable(estimated.costPicodollars)]
}

/** Orders by cost, the dearest first. */
export function dearestFirst(a: Totals, b: Totals): number {
  return heaviestFirst(costWeight(a), costWeight(b))
}

function heaviestFirst([a, a2]: Weight, [b, b2]: Weight): number {
  if (a !== b) return a > b ? -1 : 1
  return a2 > b2 ? -1 : a2 < b2 ? 1 : 0
}

/** Numbers compare faster, and those that are exact compare with bigint. */
function comparable(amount: bigint): number | bigint {
  const number = Number(amount)
  return Number.isSafeInteger(number) ? number : amount
}

function withTitles(ledger: LedgerPort, rows: readonly ReportRow[]): ReportRow[] {
  const sessions = rows.flatMap(({key}) => (key.session === undefined ? [] : [key.session]))
  if (sessions.length === 0) return [...rows]
  const titles = ledger.titles(sessions)
  return rows.map((row) => {
    const title = titles.get(row.key.session ?? '')
    return title === undefined ? row : {...row, title}
  })
}

function tokensOf({tokens}: Totals): bigint {
  return tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h
}

/** A part of the whole, 0…1; null when there is no whole. */
export function shareOf(amount: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number(amount) / Number(whole)
}

import type {Database} from '../../src/io/ledger/database.ts'
import {ledgerCalls, type LedgerCall} from '../io/ledger/ledger-content.ts'

const TOKEN_NAMES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h']

/** Dimensions with one value per call: name of the group in an answer → column of the ledger. */
const GROUPS: Record<string, string> = {
  byModel: 'model',
  byTier: 'tier',
  bySession: 'session',
  byAgent: 'agent',
  byPlugin: 'plugin',
  byProject: 'project',
  byBranch: 'branch',
  byKind: 'kind',
}

/** A part of a call: a call with two skills is two halves. */
interface Part {
  readonly call: LedgerCall
  readonly index: number
  readonly parts: number
}

/**
 * A ledger's answer in the shape of the conformance cases, summed up naively from its single calls.
 *
 * @param timezone - The zone of `byDay`.
 */
export function ledgerAnswer(database: Database, timezone: string): Record<string, unknown> {
  const calls = ledgerCalls(database)
  const whole = calls.map((call): Part => ({call, index: 0, parts: 1}))
  const day = new Intl.DateTimeFormat('en-CA', {timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit'})
  const unpriced = calls.filter(({status}) => status !== 'priced')
  const lowerBounds = calls.filter(({missingOutput}) => missingOutput !== null)
  const total = sums(whole)
  return {
    ...total,
    usd: decimalUsd(BigInt(total.picodollars)),
    unpriced: {calls: unpriced.length, models: [...new Set(unpriced.map((call) => String(call['model'])))].sort()},
    lowerBound: lowerBounds.length,
    missingOutputTokens: Number(lowerBounds.reduce((sum, {missingOutput}) => sum + (missingOutput ?? 0n), 0n)),
    refusedLines: countProblems(database, 'USAGE_REFUSED'),
    malformedLines: countProblems(database, 'LINE_MALFORMED'),
    undated: calls.filter(({atMs}) => atMs === null).length,
    ...Object.fromEntries(
      Object.entries(GROUPS).map(([name, column]) => [
        name,
        grouped(whole, ({call}) => String(call[column] ?? '(none)')),
      ]),
    ),
    byDay: grouped(whole, ({call}) => (call.atMs === null ? 'unknown' : day.format(call.atMs))),
    bySkill: grouped(
      calls.flatMap((call): Part[] =>
        call.skills.length === 0
          ? [{call, index: 0, parts: 1}]
          : call.skills.map((_, index) => ({call, index, parts: call.skills.length})),
      ),
      ({call, index}) => call.skills[index] ?? '(none)',
    ),
  }
}

function grouped(parts: readonly Part[], keyOf: (part: Part) => string): Record<string, unknown> {
  const groups = Map.groupBy(parts, keyOf)
  return Object.fromEntries([...groups].map(([key, group]) => [key, sums(group)]))
}

function sums(parts: readonly Part[]) {
  const add = (amount: (call: LedgerCall) => bigint) =>
    parts.reduce((sum, {call, index, parts: count}) => sum + share(amount(call), index, count), 0n)
  const money = (wanted: (status: string) => boolean) =>
    String(add(({status, costPicodollars}) => (wanted(status) ? costPicodollars : 0n)))
  return {
    calls: Number(add(() => 1n)),
    tokens: Object.fromEntries(TOKEN_NAMES.map((name, index) => [name, Number(add(({tokens}) => tokens[index]!))])),
    webSearches: Number(add(({webSearches}) => webSearches)),
    picodollars: money((status) => status === 'priced'),
    estimatedPicodollars: money((status) => status === 'estimated'),
  }
}

/** The first shares take what does not divide. */
function share(amount: bigint, index: number, count: number): bigint {
  return amount / BigInt(count) + (BigInt(index) < amount % BigInt(count) ? 1n : 0n)
}

function countProblems(database: Database, code: string): number {
  return Number(database.get('SELECT count(*) AS count FROM problem WHERE code = ?', code)?.['count'])
}

function decimalUsd(picodollars: bigint): string {
  const digits = String(picodollars).padStart(13, '0')
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`
}

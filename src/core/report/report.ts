import type {Dimension} from '../attribution/dimension.ts'
import type {Picodollars} from '../money/picodollars.ts'
import type {Narration} from '../narration/narration.ts'
import type {ProblemCount} from '../problem.ts'
import type {Period} from '../time/period.ts'
import type {Filter} from './filter.ts'
import type {Totals} from './totals.ts'

/** One line of a report. */
export interface ReportRow {
  /** Value of each dimension of `by`; with `--last`, `call` names the call. Empty for a report without `by`. */
  readonly key: Readonly<Partial<Record<Dimension | 'call', string>>>
  /** Part of the report's money (0…1), null when the report has none. */
  readonly share: number | null
  readonly totals: Totals
  /** Only with `--last`: the call's own facts. */
  readonly call?: CallFacts
  /** Human title of a session, when `by` is session and the log has one. */
  readonly title?: string
  /** Only with `--windows`: the row's calls in each span of the report's `windows`. */
  readonly windows?: readonly Totals[]
}

/** A span up to now, beside the report's own period; milliseconds since 1970, half-open. */
export interface ReportWindow {
  /** As asked for: `24h`. */
  readonly span: string
  readonly fromMs: number
  readonly toMs: number
  readonly totals: Totals
}

/** What is shown of a single call. */
export interface CallFacts {
  readonly id: string
  /** Milliseconds since 1970, null when the log has no timestamp. */
  readonly atMs: number | null
  readonly session: string
  readonly model: string
  readonly agent: string
  readonly skill: string
  readonly tools: readonly string[]
  readonly project: string
}

/** Sidechain calls that nothing names, over the report's period. `rate` is null without calls. */
export interface Orphans {
  readonly calls: bigint
  readonly rate: number | null
  readonly costPicodollars: Picodollars
}

/** The answer of `pech report`. */
export interface Report {
  readonly generatedAtMs: number
  readonly period: Period
  readonly by: readonly Dimension[]
  /** What calls had to match; empty for all. */
  readonly filters: readonly Filter[]
  readonly totals: Totals
  readonly rows: readonly ReportRow[]
  /** Rows left out by `--top`, 0 if none. */
  readonly omittedRows: number
  readonly orphans: Orphans
  /** Writes never read again within their lifetime, and the net benefit, over the whole report. */
  readonly cache: CacheSummary
  readonly problems: readonly ProblemCount[]
  /** Only with `--windows`. */
  readonly windows?: readonly ReportWindow[]
  /** Only with `--narrate`. */
  readonly narration?: Narration
}

/** What the prompt cache did for a group of calls. */
export interface CacheSummary {
  /** cacheRead / (cacheRead + cacheWrite + input), null without prompt tokens. */
  readonly hitRatio: number | null
  /** What the reads would have cost as uncached input, less what they cost. */
  readonly readSavingsPicodollars: Picodollars
  readonly unreadWrites: {readonly tokens: bigint; readonly costPicodollars: Picodollars}
  /** Read savings less the extra price paid for writes over plain input; may be negative. */
  readonly netBenefitPicodollars: Picodollars
}

/** One session: totals, its dearest calls, its prompts and subagents. */
export interface SessionReport {
  readonly generatedAtMs: number
  readonly session: SessionFacts
  readonly totals: Totals
  readonly cache: CacheSummary
  /** Cost per call that has a price, picodollars; null without any. Type: the value at index floor(q × (n − 1)) of the sorted costs. */
  readonly percentiles: {readonly p50: Picodollars; readonly p90: Picodollars; readonly p99: Picodollars} | null
  /** By cost, dearest first. */
  readonly calls: readonly {
    readonly rank: number
    readonly share: number | null
    readonly facts: CallFacts
    readonly totals: Totals
  }[]
  readonly omittedCalls: number
  readonly prompts: readonly (SessionPart & {
    readonly index: number
    readonly id: string
    readonly atMs: number | null
  })[]
  readonly subagents: readonly (SessionPart & {readonly agentId: string; readonly agent: string})[]
  readonly problems: readonly ProblemCount[]
}

/** What a prompt or a subagent took. */
export interface SessionPart {
  readonly calls: bigint
  readonly costPicodollars: Picodollars
  /** Of its calls without a price; not in the cost. */
  readonly estimatedPicodollars: Picodollars
  readonly unpricedCalls: bigint
}

/** What a session is, beside its amounts. */
export interface SessionFacts {
  readonly id: string
  readonly title: string | null
  readonly project: string
  readonly arm: string
  readonly branch: string
  readonly startedAtMs: number | null
  readonly endedAtMs: number | null
  readonly models: readonly string[]
}

/** `pech session --list`: newest first. */
export interface SessionList {
  readonly generatedAtMs: number
  readonly period: Period
  readonly sessions: readonly {readonly facts: SessionFacts; readonly totals: Totals}[]
  readonly omittedSessions: number
  readonly totals: Totals
  readonly problems: readonly ProblemCount[]
}

import type {BudgetWindowKind} from '../../core/budget/budget.ts'
import {BUCKET_MS, bucketOf} from '../../core/report/bucket.ts'
import {timeSpanOf} from '../../core/time/time-unit.ts'
import {windowOf} from '../../core/time/window.ts'

/** What decides where days, weeks and months begin. */
export interface WindowSettings {
  /** IANA name. */
  readonly zone: string
  readonly monthStart: number
}

/** A window of one session is open until its session has been silent for so long. */
export const SESSION_OPEN_MS = 86_400_000

const DAY_BUCKETS = 86_400_000 / BUCKET_MS
const UNDATED = 'unknown'
const NO_SESSION = '(none)'

/** The names under which amounts of a rolling span are kept: by quarter of an hour, and by UTC day. */
export const bucketName = (bucket: number): string => `b${String(bucket).padStart(9, '0')}`
export const dayName = (day: number): string => `d${String(day).padStart(7, '0')}`
export const dayOfBucket = (bucket: number): number => Math.floor(bucket / DAY_BUCKETS)
export const firstBucketOf = (day: number): number => day * DAY_BUCKETS

/** Names the windows that a call falls into; remembers them by quarter of an hour, within which none begins. */
export class WindowNames {
  readonly #settings: WindowSettings
  readonly #known = new Map<string, readonly string[]>()

  constructor(settings: WindowSettings) {
    this.#settings = settings
  }

  /** The names to count a call under: none for a rolling span without a time. */
  of(kind: BudgetWindowKind, session: string | null, atMs: number | null): readonly string[] {
    if (kind === 'session') return [session ?? NO_SESSION]
    if (atMs === null) return typeof kind === 'object' ? [] : [UNDATED]
    const bucket = bucketOf(atMs)
    if (typeof kind === 'object') return [bucketName(bucket), dayName(dayOfBucket(bucket))]
    const memo = `${kind} ${bucket}`
    let names = this.#known.get(memo)
    if (names === undefined) {
      names = [windowOf(kind, bucket * BUCKET_MS, this.#settings.zone, this.#settings.monthStart).key]
      this.#known.set(memo, names)
    }
    return names
  }
}

/** The window of a rule that is open now: its label, where it begins and when it ends. */
export interface OpenWindow {
  readonly label: string
  /** Null: the session's own beginning. */
  readonly fromMs: number | null
  /** Null: it does not end by itself. */
  readonly toMs: number | null
}

export function openWindow(
  kind: BudgetWindowKind,
  session: string | null,
  nowMs: number,
  {zone, monthStart}: WindowSettings,
): OpenWindow {
  if (kind === 'session') return {label: session ?? NO_SESSION, fromMs: null, toMs: null}
  if (typeof kind === 'object') {
    const {key, fromMs} = windowOf(kind, nowMs, zone, monthStart)
    return {label: key, fromMs, toMs: null}
  }
  const {label, fromMs, toMs} = timeSpanOf(kind, nowMs, zone, monthStart)
  return {label, fromMs, toMs}
}

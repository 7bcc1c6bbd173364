/** What a report is about, half-open: `fromMs` ≤ t < `toMs`, milliseconds since 1970; null is no bound. */
export interface Period {
  /** `2026-11-01`, `2026-W45`, `2026-11`, an hour with its offset, `last 7d`, `2026-11-01 to 2026-11-05`, `session ID`, `all`. */
  readonly label: string
  readonly fromMs: number | null
  readonly toMs: number | null
  /** IANA name of the zone of its days. */
  readonly timezone: string
}

/** Period flags as they are typed. A flag that may stand without value has `current` then. */
export interface PeriodFlags {
  readonly session?: string | undefined
  readonly hour?: boolean | undefined
  readonly day?: string | undefined
  readonly week?: string | undefined
  readonly month?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly all?: boolean | undefined
  readonly monthStart?: number | undefined
}

/** Why period flags make no period. */
export interface PeriodProblem {
  /** CONFLICT: two flags that exclude each other. INVALID: a value that is not understood. EMPTY: no instant lies in it. */
  readonly code: 'PERIOD_CONFLICT' | 'PERIOD_INVALID' | 'PERIOD_EMPTY'
  /** The flag without its dashes. */
  readonly flag: string
  /** What was given; for a conflict the other flag, without dashes. */
  readonly value: string
  /** What would have been right, with examples. */
  readonly expected: string
}

/** What each event says; field names as other tools know them. Money in US dollars. */
export interface EventPayloads {
  'pech.budget.threshold.crossed': {
    /** Session, hour, day, week, month, or a rolling span. */
    readonly scope: string
    /** The window: a session id, `2026-11`, `rolling-5h`. */
    readonly scope_key: string
    /** The budget's name. */
    readonly budget: string
    /** The value of `each`; null without one. */
    readonly key: string | null
    /** 0.5 for 50 %. */
    readonly threshold: number
    readonly ceiling_usd: number
    readonly current_usd: number
    readonly ratio: number
    readonly session_id: string | null
    readonly action: 'alert' | 'warn' | 'hard_stop'
    readonly crossed_at: string
  }
  'pech.anomaly.detected': {
    readonly attribution_tuple: Readonly<Record<string, string>>
    readonly current_cost_usd: number
    readonly rolling_mean: number
    readonly rolling_sigma: number
    readonly z_score: number
    readonly direction: 'spike' | 'drop'
  }
  'pech.attribution.orphan_rate.crossed': {
    readonly orphan_count: number
    readonly total_count: number
    readonly orphan_rate: number
    readonly threshold: number
  }
  'pech.session.cost.finalized': {
    readonly session_id: string
    readonly agent_id: string | null
    readonly calls: number
    readonly total_usd: number
    readonly estimated_usd: number
    readonly picodollars: string
  }
  'pech.rate.bucket.empty': {
    readonly session_id: string
    readonly skill: string
    readonly capacity: number
    readonly refill_per_sec: number
    readonly blocking: boolean
    readonly wait_seconds: number | null
  }
  'pech.rate_card.stale': {
    readonly verified_at: string
    readonly age_days: number
    readonly severity: 'warning' | 'error'
  }
  'pech.rate_card.changed': {
    /** Fingerprints of the prices that were in force and of those that are. */
    readonly before: string
    readonly after: string
    /** Past calls that `pech rates reprice` moved; absent where only new ones follow. */
    readonly repriced_calls?: number
  }
  'pech.health.status.changed': {
    readonly check: string
    /** What `pech health ack` takes. */
    readonly finding: string
    readonly status: 'pass' | 'warn' | 'fail'
    /** Null when it was not known before. */
    readonly before: 'warn' | 'fail' | null
    readonly summary: string
    readonly hint: string | null
  }
  'pech.learning.pattern.updated': {
    readonly pattern: string
    readonly n_observations: number
    readonly mu_cost_usd: number
    readonly sigma_cost_usd: number
  }
}

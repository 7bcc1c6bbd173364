import type {NewEvent} from './event.ts'

/**
 * The event of a rate card that was not verified for long: once per card and level.
 *
 * @param card - Day of its verification, whole days since, and how bad that is.
 */
export function staleCardEvent({
  verifiedAt,
  ageDays,
  severity,
}: {
  readonly verifiedAt: string
  readonly ageDays: number
  readonly severity: 'warning' | 'error'
}): NewEvent {
  return {
    event: 'pech.rate_card.stale',
    dedupeKey: JSON.stringify(['rate card', verifiedAt, severity]),
    payload: {verified_at: verifiedAt, age_days: ageDays, severity},
  }
}

/** How prices changed. */
export interface CardChange {
  /** Fingerprints of what was in force and of what is. */
  readonly before: string
  readonly after: string
  readonly atMs: number
  /** Past calls that were moved to other prices on request; absent where only new ones follow. */
  readonly repricedCalls?: number
}

/** The event of prices that changed; one for each change. */
export function changedCardEvent({before, after, atMs, repricedCalls}: CardChange): NewEvent {
  const moved = repricedCalls === undefined ? {} : {repriced_calls: repricedCalls}
  return {
    event: 'pech.rate_card.changed',
    dedupeKey: JSON.stringify(['rate card changed', before, after, atMs, ...Object.values(moved)]),
    payload: {before, after, ...moved},
  }
}

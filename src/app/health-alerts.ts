import type {NewEvent} from '../core/events/event.ts'
import type {Check} from '../core/health/check.ts'

/** A finding whose state has changed. */
export interface HealthAlert {
  readonly id: string
  readonly check: Check
  readonly status: 'pass' | 'warn' | 'fail'
  readonly before: 'warn' | 'fail' | null
}

/** What a finding is called: its check, and what it is about where there may be several. */
export function findingId({name, finding}: Check): string {
  return 'name' in finding && name !== 'anomaly' ? `${name}:${finding.name}` : name
}

/**
 * What has changed since findings were reported last. A check that could not be judged changes nothing; a finding that is
 * silenced is not reported, and neither is that it passes.
 *
 * @param known - Findings that were reported and have not passed since.
 * @param isSilenced - Whether a person has taken note of a finding.
 */
export function changedFindings(
  checks: readonly Check[],
  known: ReadonlyMap<string, {readonly status: 'warn' | 'fail'}>,
  isSilenced: (id: string) => boolean,
): HealthAlert[] {
  const alerts: HealthAlert[] = []
  for (const check of checks) {
    if (check.status === 'unknown') continue
    const current = check.status === 'pass' ? null : findingId(check)
    if (current !== null && check.status !== 'pass') {
      const before = known.get(current)?.status ?? null
      if (before !== check.status) alerts.push({id: current, check, status: check.status, before})
    }
    for (const [id, {status}] of known) {
      const isOfCheck = id === check.name || id.startsWith(`${check.name}:`)
      if (isOfCheck && id !== current) alerts.push({id, check, status: 'pass', before: status})
    }
  }
  return alerts.filter(({id}) => !isSilenced(id))
}

/** The event of an alert: one per finding, status and day. */
export function alertEvent(
  {id, check, status, before}: HealthAlert,
  words: {readonly summary: string; readonly hint: string | null},
  day: string,
): NewEvent {
  return {
    event: 'pech.health.status.changed',
    dedupeKey: `health ${day} ${status} ${id}`,
    payload: {check: check.name, finding: id, status, before, ...words},
  }
}

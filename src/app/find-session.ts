import {hasWildcard} from '../core/attribution/glob.ts'
import {PechError} from '../core/problem.ts'
import type {Filter} from '../core/report/filter.ts'
import type {LedgerPort} from './ports.ts'

/** The id that a person means: whole, its beginning, or `latest`. */
export function findSession(ledger: LedgerPort, wanted: string): string {
  const candidates = wanted === 'latest' ? [ledger.latestSession()] : ledger.sessionIds(wanted)
  const [first = null] = candidates
  if (first === null) throw noSession(wanted)
  if (candidates.includes(wanted)) return wanted
  if (candidates.length === 1) return first
  throw new PechError(
    'SESSION_AMBIGUOUS',
    `${candidates.length} sessions begin with '${wanted}'`,
    `give more of the id: ${candidates.slice(0, 3).join(', ')}${candidates.length > 3 ? ', …' : ''}`,
  )
}

/** The error that says that there is no such session. */
export function noSession(wanted: string): PechError {
  return wanted === 'latest'
    ? new PechError(
        'SESSION_UNKNOWN',
        'the ledger holds no session yet',
        'use Claude Code, or try `pech report --demo`',
      )
    : new PechError('SESSION_UNKNOWN', `no session begins with '${wanted}'`, 'see `pech session --list --all`')
}

/**
 * Replaces the beginnings of session ids, and `latest`, by the ids that are meant; globs stay.
 *
 * @throws PechError when there is no such session.
 */
export function namedSessions(ledger: LedgerPort, filters: readonly Filter[]): Filter[] {
  return filters.map((filter) =>
    filter.dimension === 'session'
      ? {...filter, patterns: filter.patterns.map((id) => (hasWildcard(id) ? id : findSession(ledger, id)))}
      : filter,
  )
}

import {reportCache} from '../app/cache.ts'
import {namedSessions} from '../app/find-session.ts'
import type {Answer} from '../core/answer.ts'
import type {CacheReport} from '../core/caching/cache-report.ts'
import {callStreams} from '../io/ledger/call-streams.ts'
import {filterSql} from '../io/ledger/query/dimension-sql.ts'
import type {Composition} from './composition.ts'
import {dimensionsOf} from './filter-flags.ts'
import {look} from './look.ts'
import type {PeriodFlagValues} from './period-flags.ts'
import {scopeOf} from './scope.ts'

/** Reports what the prompt cache did. */
export function runCache(
  ports: Composition,
  flags: PeriodFlagValues & Readonly<Record<string, unknown>> & {readonly by?: string | undefined},
): Answer<CacheReport> {
  const by = flags.by === undefined ? null : dimensionsOf(flags.by)
  const scope = scopeOf(ports, flags)
  const {access, ledger, problems, notes} = look(ports)
  const {database} = access.ledger
  const filters = namedSessions(ledger, scope.filters)
  const streams = callStreams(database, {...scope.period, filter: filterSql(database, filters)})
  return {...reportCache(ledger, streams, {...scope, filters, by, nowMs: ports.clock()}, problems), notes}
}

import {namedSessions} from '../app/find-session.ts'
import {optimize, type TierModel} from '../app/optimize.ts'
import type {Answer} from '../core/answer.ts'
import type {OptimizeReport} from '../core/optimize/optimize-report.ts'
import {newestOfFamily} from '../core/rates/newest-of-family.ts'
import {createPricer} from '../core/rates/pricer.ts'
import {callStreams} from '../io/ledger/call-streams.ts'
import {filterSql} from '../io/ledger/query/dimension-sql.ts'
import type {Composition} from './composition.ts'
import {usdFlag} from './limit-flags.ts'
import {look} from './look.ts'
import type {PeriodFlagValues} from './period-flags.ts'
import {scopeOf} from './scope.ts'

/** Families that everything is put on for comparison, the cheapest first. */
const TIERS = ['haiku', 'sonnet', 'opus']

const NO_TOKENS = {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0}

/** Looks for ways to spend less: over the last 30 days, unless a period is given. */
export function runOptimize(
  ports: Composition,
  flags: PeriodFlagValues & Readonly<Record<string, unknown>>,
  least: string | undefined,
): Answer<OptimizeReport> {
  const leastPicodollars = usdFlag('min', least)
  const scope = scopeOf(ports, flags, {since: '30d'})
  const {access, ledger, problems, notes} = look(ports)
  const {database} = access.ledger
  const filters = namedSessions(ledger, scope.filters)
  const streams = [...callStreams(database, {...scope.period, filter: filterSql(database, filters)})]
  const nowMs = ports.clock()
  const tiers = tiersOf(ports, nowMs)
  const request = {period: scope.period, filters, nowMs, leastPicodollars, tiers}
  return {
    ...optimize(ledger, streams, request, problems),
    notes,
  }
}

function tiersOf(ports: Composition, nowMs: number): TierModel[] {
  const {card} = ports.rateCards.inForce()
  const pricer = createPricer(card)
  return TIERS.flatMap((tier) => {
    const model = newestOfFamily(tier, card)?.id
    if (model === undefined) return []
    const rateFor: TierModel['rateFor'] = (use) =>
      pricer.price({model, atMs: nowMs, speed: null, tokens: NO_TOKENS, ...use}).vector
    return [{tier, model, rateFor}]
  })
}

import {passOn} from '../app/budget/pass-on.ts'
import {staleCardEvent} from '../core/events/rate-card-events.ts'
import {keepSpikeLimits} from '../io/ledger/anomalies.ts'
import type {Database} from '../io/ledger/database.ts'
import {ledgerGate} from './budget-standing.ts'
import type {Composition} from './composition.ts'

/**
 * What follows from news in the ledger, without a session that would see to it: what calls may cost is put down, thresholds
 * are settled, and events are passed on.
 *
 * @returns What could not be done, for stderr.
 */
export function followNews(ports: Composition, database: Database): string[] {
  if (ports.settings.demo) return []
  try {
    const gate = ledgerGate(ports, database)
    keepSpikeLimits(database, gate.nowMs)
    const {severity, ...age} = gate.rateCardAge()
    if (severity !== null) gate.record(staleCardEvent({...age, severity}))
    passOn(gate)
    return []
  } catch (error) {
    return [`pech: events were not passed on: ${error instanceof Error ? error.message : String(error)}`]
  }
}

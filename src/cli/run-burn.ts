import {measureBurn} from '../app/burn.ts'
import type {Answer} from '../core/answer.ts'
import type {BurnReport} from '../core/burn/burn-report.ts'
import {callsSince, spendSince} from '../io/ledger/spend-buckets.ts'
import type {Composition} from './composition.ts'
import {pctFlag} from './limit-flags.ts'
import {look} from './look.ts'

/** Measures how fast money is spent. */
export function runBurn(
  ports: Composition,
  {bucket, lookback, alert}: {readonly bucket: string; readonly lookback: string; readonly alert: string | undefined},
): Answer<BurnReport> {
  const alertPct = pctFlag('alert-on-acceleration', alert)
  const {access, problems, notes} = look(ports)
  const nowMs = ports.clock()
  const {database} = access.ledger
  const answer = measureBurn(
    {
      spendSince: (fromMs) => spendSince(database, fromMs, nowMs),
      callsSince: (fromMs) => callsSince(database, fromMs, nowMs),
    },
    {bucket, lookback, alertPct, nowMs, timezone: ports.zone.name},
    problems,
  )
  return {...answer, notes}
}

import type {LoadedConfig} from '../../core/config/loaded-config.ts'
import {createPricer, type Pricer} from '../../core/rates/pricer.ts'
import {rateCardAge} from '../../core/rates/rate-card-age.ts'
import {attributionRules} from '../config/attribution-rules.ts'
import {detectNewSpikes, spikesLately, type SpikeScope} from '../ledger/anomalies.ts'
import {BatchCollector, type Batch} from '../ledger/batch.ts'
import type {Database} from '../ledger/database.ts'
import {recordEvent} from '../ledger/events.ts'
import {Ledger} from '../ledger/ledger.ts'
import {learnFrom} from '../ledger/prior.ts'
import type {Book} from '../ledger/spent-book.ts'
import {keepSpent} from '../ledger/spent-listener.ts'
import {spikeEvent} from '../ledger/spike-event.ts'
import {locate} from '../locate.ts'
import type {LogFile} from '../log-files/discover.ts'
import {readLog} from '../log-files/read-log.ts'
import type {Paths} from '../paths.ts'
import {loadRateCard} from '../rate-card/load-rate-card.ts'

/** What posting from a hook works with. */
export interface PostingPlace {
  readonly database: Database
  /** Reads the book of budgets in the ledger. */
  readonly readBook: () => Book | null
  readonly paths: Paths
  readonly loaded: LoadedConfig
  readonly home: string
}

/** What was posted. */
export interface Posted {
  /** Calls added or improved. */
  readonly calls: number
  /** When the first of the calls was; Infinity without any. */
  readonly fromMs: number
}

/** Reads what files have gained, and posts it. */
export function postGrown(place: PostingPlace, files: readonly LogFile[]): Posted {
  const {ledger, pricer} = open(place)
  const collector = new BatchCollector()
  let calls = 0
  let fromMs = Infinity
  const post = (batch: Batch): void => {
    workOutPrices(pricer, batch)
    for (const {atMs} of batch.calls) fromMs = Math.min(fromMs, atMs ?? Infinity)
    const {added, improved} = ledger.post(batch, () => isPosted(ledger, batch))
    calls += added + improved
  }
  for (const file of files) readLog(file, ledger.knownSource(file.path), collector, post)
  const last = collector.take()
  if (!isPosted(ledger, last)) post(last) // and asked again when it is our turn
  return {calls, fromMs}
}

/** What a pricer has worked out once it knows: better before than while others wait for the ledger. */
function workOutPrices(pricer: Pricer, {calls}: Batch): void {
  let model: string | null = null
  for (const {atMs, best} of calls) {
    if (best.model !== model) pricer.price({model: best.model, atMs, ...best.usage})
    model = best.model
  }
}

/** Whether a hook beside this one has posted the same bytes meanwhile: then there is no need to wait for the ledger. */
function isPosted(ledger: Ledger, {sources}: Batch): boolean {
  if (sources.length === 0) return false // the middle of a large file
  return sources.every(({path, offset, size, modifiedMs}) => {
    const known = ledger.knownSource(path)
    return known !== null && known.offset >= offset && known.size === size && known.modifiedMs === modifiedMs
  })
}

/** Records events of spikes among a session's newest calls, each once. @returns How many are new and not silenced. */
export function reportSpikes(database: Database, scope: SpikeScope): number {
  const found = spikesLately(database, scope)
  if (found.length === 0) return 0 // as nearly always: then nobody need wait for the ledger
  return database.transaction(() => {
    const spikes = detectNewSpikes(database, scope, found)
    for (const spike of spikes) recordEvent(database, scope.nowMs, spikeEvent(database, spike))
    return spikes.length
  })
}

/** Learns from a session what its kinds of calls cost, and tells of the patterns that changed. */
export function learnSession(database: Database, session: string, nowMs: number): void {
  database.transaction(() => {
    for (const {key, pattern} of learnFrom(database, session, nowMs)) {
      recordEvent(database, nowMs, {
        event: 'pech.learning.pattern.updated',
        dedupeKey: JSON.stringify(['learned', key, session, pattern.observations]),
        payload: {
          pattern: key,
          n_observations: pattern.observations,
          mu_cost_usd: pattern.muUsd,
          sigma_cost_usd: pattern.sigmaUsd,
        },
      })
    }
  })
}

/** Records what a session declares of itself from a moment on. */
export function declareSession(place: PostingPlace, session: string, json: string, fromMs: number): void {
  open(place).ledger.declare(session, json, fromMs)
}

/** How old the rate card in force is. */
export function ageOfCard(
  paths: Paths,
  nowMs: number,
): {verifiedAt: string; ageDays: number; severity: 'warning' | 'error' | null} {
  const {card} = loadRateCard(paths)
  const {ageDays, finding} = rateCardAge(card.verifiedAt, nowMs)
  // one from the future is a clock that is wrong, not prices that are old
  const isOld = finding?.code === 'CARD_OLD' || finding?.code === 'CARD_EXPIRED'
  const severity = isOld ? (finding.code === 'CARD_EXPIRED' ? 'error' : 'warning') : null
  return {verifiedAt: card.verifiedAt, ageDays, severity}
}

/**
 * A hook posts by the rules that it finds, with empty fingerprints: what is stored already follows a change of them at
 * the next ingest.
 */
function open({database, readBook, paths, loaded, home}: PostingPlace): {ledger: Ledger; pricer: Pricer} {
  let made: Pricer | undefined
  const prices = (): Pricer => (made ??= createPricer(loadRateCard(paths).card))
  const pricer: Pricer = {price: (usage) => prices().price(usage), familyOf: (model) => prices().familyOf(model)}
  const attribution = attributionRules(loaded.config, home, pricer).rules
  const rules = {pricer, cardFingerprint: '', attribution, attributionFingerprint: '', locate}
  const ledger = new Ledger(database, rules, keepSpent(database, readBook))
  return {ledger, pricer}
}

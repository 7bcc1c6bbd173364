import type {CacheSummary, Orphans} from '../core/report/report.ts'
import type {Totals} from '../core/report/totals.ts'
import {compactCount, counted, withThousands} from './count.ts'
import {costOfTotals, isCostUnknown} from './cost.ts'
import {formatMoney} from './money.ts'
import {type Phrase, listed, phrase} from './phrase.ts'
import {formatShare} from './share.ts'

/** What is said under a table. */
export interface Note {
  /** `warning` when the total is not the whole truth. */
  readonly kind: 'info' | 'warning'
  /** What it is about, in a word or two. */
  readonly label: string
  readonly text: Phrase
}

/**
 * What a reader must know about a total: what the cache did, which calls have no price, which are lower bounds, which nobody owns.
 *
 * @param cache - null where it has been spoken of already, or is of no interest.
 * @param orphans - Absent for a single session.
 */
export function notesOn(totals: Totals, cache: CacheSummary | null, orphans?: Orphans): Note[] {
  return [
    ...note('info', 'Cache', cache === null ? undefined : cacheNote(cache, isCostUnknown(costOfTotals(totals)))),
    ...note('warning', 'No price', unpricedNote(totals)),
    ...note('warning', 'Lower bound', lowerBoundNote(totals)),
    ...note('warning', 'Orphaned', orphans && orphanNote(orphans)),
  ]
}

function note(kind: Note['kind'], label: string, text: Phrase | undefined): Note[] {
  return text ? [{kind, label, text}] : []
}

/** @param isUnpriced - Whether no call has a price: then nothing is known of what the cache saved. */
function cacheNote(
  {hitRatio, readSavingsPicodollars, unreadWrites, netBenefitPicodollars}: CacheSummary,
  isUnpriced: boolean,
): Phrase | undefined {
  if (hitRatio === null) return undefined
  const money = (words: string): string => (isUnpriced ? '' : words)
  const waste =
    unreadWrites.tokens === 0n
      ? ''
      : ` Written and never read again: ${compactCount(unreadWrites.tokens)} tokens${money(`, ${formatMoney(unreadWrites.costPicodollars)}`)}.`
  return phrase`${formatShare(hitRatio)} of the prompt tokens were read from it${money(`, which saved ${formatMoney(readSavingsPicodollars)}`)}.${waste}${money(` Net benefit: ${formatMoney(netBenefitPicodollars)}.`)}`
}

function unpricedNote({unpriced, estimated}: Totals): Phrase | undefined {
  if (unpriced.calls === 0n) return undefined
  const {calls, tokens, models} = unpriced
  const [have, are] = calls === 1n ? ['has', 'is'] : ['have', 'are']
  const whose = models.length === 0 ? '' : phrase` (${listed(models)})`
  return phrase`${counted(calls, 'call')}${whose} with ${compactCount(tokens)} tokens ${have} no rate and ${are} not in the total.${estimate(estimated, calls)}`
}

function estimate({calls, costPicodollars}: Totals['estimated'], unpricedCalls: bigint): string {
  if (calls === 0n) return ' There is no estimate.'
  const whom = calls === unpricedCalls ? (calls === 1n ? 'it' : 'them') : `${withThousands(calls)} of them`
  return ` Estimate for ${whom} at the newest rates of the same family: ~${formatMoney(costPicodollars)}.`
}

function lowerBoundNote({lowerBound: {calls, missingOutputTokens, costPicodollars}}: Totals): Phrase | undefined {
  if (calls === 0n) return undefined
  const are = calls === 1n ? 'is a lower bound' : 'are lower bounds'
  return phrase`${counted(calls, 'call')} ${are}, since the log holds only the start of the output. At least ${compactCount(missingOutputTokens)} output tokens (${formatMoney(costPicodollars)}) are missing from the total.`
}

function orphanNote({calls, rate, costPicodollars}: Orphans): Phrase | undefined {
  if (calls === 0n) return undefined
  const share = rate === null ? '' : ` (${formatShare(rate)})`
  // Nothing priced: that they cost nothing is not known.
  const cost = costPicodollars === 0n ? '' : `, ${formatMoney(costPicodollars)},`
  return phrase`${counted(calls, 'subagent call')}${share}${cost} with neither agent, skill nor plugin in the log.`
}

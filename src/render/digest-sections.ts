import type {Digest, DigestAnomaly, DigestBudget, DigestPeer, DigestPeriod} from '../core/digest/digest.ts'
import {usedShare} from '../core/digest/digest.ts'
import {counted} from './count.ts'
import {shortened} from './diff-words.ts'
import {formatLevel, formatUsd as usd} from './forecast-words.ts'
import {formatMoney} from './money.ts'
import {formatMoment} from './moment.ts'
import {named, type Phrase, phrase} from './phrase.ts'
import {formatShare} from './share.ts'

/** A part of the morning page. */
export interface DigestSection {
  readonly title: string
  readonly lines: readonly Phrase[]
}

/** Arms, budgets and anomalies beyond these are counted only. */
const MOST_LINES = 8

/** The morning page as words; each format sets them in its own way. Parts of which nothing is known are left out. */
export function digestSections(digest: Digest): DigestSection[] {
  const sections = [
    {title: 'Yesterday', lines: periodLines(digest.yesterday)},
    {title: 'This month', lines: [...periodLines(digest.month), ...changeLines(digest), forecastLine(digest)]},
    {title: 'Budgets', lines: capped(digest.budgets.map(budgetLine))},
    {title: 'Anomalies', lines: capped(digest.anomalies.map((one) => anomalyLine(one, digest.month.period.timezone)))},
    {title: 'Other machines', lines: capped(digest.peers.map(peerLine))},
    {title: 'Estimated against billed', lines: reconciledLines(digest)},
  ]
  return sections.filter(({lines}) => lines.length > 0)
}

/** The page in a line: `Yesterday $31.00, this month $260.00`. */
export function digestTitle({yesterday, month}: Digest): string {
  return `Yesterday ${formatMoney(yesterday.costPicodollars)}, this month ${formatMoney(month.costPicodollars)}`
}

function periodLines({period, costPicodollars, calls, arms}: DigestPeriod): Phrase[] {
  const label = named(shortened(period.label))
  const head = phrase`${label}: ${formatMoney(costPicodollars)}, ${counted(calls, 'call')}`
  if (arms.length < 2) return [head]
  const share = (amount: bigint): string =>
    formatShare(costPicodollars > 0n ? Number(amount) / Number(costPicodollars) : null)
  return [
    head,
    ...capped(
      arms.map(({arm, costPicodollars: own}) => phrase`${named(shortened(arm))}: ${formatMoney(own)} (${share(own)})`),
    ),
  ]
}

function changeLines({mergedChanges, perChangePicodollars}: Digest): Phrase[] {
  if (mergedChanges === null || perChangePicodollars === null) return []
  return [[`${formatMoney(perChangePicodollars)} per merged change (${mergedChanges.count})`]]
}

function forecastLine({forecast}: Digest): Phrase {
  if ('none' in forecast) return phrase`Forecast: none (${named(shortened(forecast.none))})`
  const {pointUsd, lowUsd, highUsd, level, calibration} = forecast
  const trust = calibration === 'calibrated' ? '' : `, ${calibration}`
  return [`Forecast: ${usd(pointUsd)} (${usd(lowUsd)} to ${usd(highUsd)} at ${formatLevel(level)}${trust})`]
}

const MARKS = {ok: '✓', near: '⚠', over: '✗'} as const

function budgetLine(budget: DigestBudget): Phrase {
  const {name, state, spentPicodollars, limitPicodollars} = budget
  const used = usedShare(budget)
  const share = Number.isFinite(used) ? ` (${formatShare(used)})` : ''
  return phrase`${MARKS[state]} ${named(shortened(name))}: ${formatMoney(spentPicodollars)} of ${formatMoney(limitPicodollars)}${share}`
}

function anomalyLine({name, atMs, usd: cost, expectedUsd, cause}: DigestAnomaly, timezone: string): Phrase {
  const when = atMs === null ? '' : `${formatMoment(atMs, timezone)} `
  const why: Phrase = cause === null ? [] : [': ', named(shortened(cause))]
  return phrase`${when}${named(shortened(name))} cost ${usd(cost)}, expected ${usd(expectedUsd)}${why}`
}

function peerLine({peer, hourPicodollars, dayPicodollars, weekPicodollars}: DigestPeer): Phrase {
  return phrase`${named(shortened(peer))}: ${formatMoney(hourPicodollars)} in the last hour, ${formatMoney(dayPicodollars)} in 24 hours, ${formatMoney(weekPicodollars)} in 7 days`
}

function reconciledLines({reconciled, driftPct, driftIsLarge}: Digest): Phrase[] {
  if (reconciled === null) return []
  const {period, estimatedPicodollars, billedPicodollars} = reconciled
  const drift =
    driftPct === null
      ? ''
      : ` (${driftPct > 0 ? '+' : ''}${driftPct.toFixed(1)}%${driftIsLarge ? ', more than 20%: see `pech reconcile`' : ''})`
  return [
    phrase`${driftIsLarge ? '⚠ ' : ''}${named(shortened(period.label))}: estimated ${formatMoney(estimatedPicodollars)}, billed ${formatMoney(billedPicodollars)}${drift}`,
  ]
}

function capped(lines: readonly Phrase[]): Phrase[] {
  const left = lines.length - MOST_LINES
  return left > 0 ? [...lines.slice(0, MOST_LINES), [`and ${counted(left, 'other')}`]] : [...lines]
}

import type {Check, CheckName, CheckStatus, HealthFinding} from '../core/health/check.ts'
import type {HealthReport} from '../core/health/health-report.ts'
import {counted} from './count.ts'
import {shortened} from './diff-words.ts'
import {formatMoney} from './money.ts'
import {formatDuration} from './moment.ts'
import {listed, named, type Phrase, phrase} from './phrase.ts'
import {formatShare} from './share.ts'

/** What each check asks, for lists of rules. */
export const CHECK_DESCRIPTIONS: Readonly<Record<CheckName, string>> = {
  budget: 'No budget is used up.',
  burn: 'Spending is not much faster than before.',
  anomaly: 'No call, session or day is far dearer than usual.',
  projection: 'No budget will be used up soon.',
  orphans: 'Calls of subagents have an owner.',
  unpriced: 'Every call has a price.',
  'rate-card': 'The rate card is up to date.',
  'ingest-lag': 'The ledger has read the logs.',
  integrity: 'The ledger is sound.',
  hooks: 'The hooks are installed.',
}

/** What a check says and what to do about it; no hint where there is nothing to do. */
export interface CheckWords {
  readonly summary: Phrase
  readonly hint: string | null
}

/** A finding in English: one line, and what to do. */
export function checkWords({finding}: Pick<Check, 'finding'>): CheckWords {
  const [summary, hint = null] = wordsOf(finding)
  return {summary, hint}
}

function wordsOf(finding: HealthFinding): readonly [summary: Phrase, hint?: string] {
  switch (finding.code) {
    case 'BUDGET_NONE':
      return [['no budgets are set'], 'set one with `pech budget set`']
    case 'BUDGET_UNREADABLE':
      return [phrase`cannot be read in full: ${named(shortened(finding.file))}`, 'see `pech config`']
    case 'BUDGET_WITHIN':
      return [[`${counted(finding.budgets, 'budget')}, none used up`]]
    case 'BUDGET_NEAR':
    case 'BUDGET_OVER': {
      const {label, spentPicodollars, limitPicodollars} = finding
      const used = limitPicodollars > 0n ? ` (${formatShare(Number(spentPicodollars) / Number(limitPicodollars))})` : ''
      const amounts = `${formatMoney(spentPicodollars)} of ${formatMoney(limitPicodollars)}${used}`
      return [phrase`${named(shortened(label))}: ${amounts}${others(finding.others)}`, 'see `pech budget check`']
    }
    case 'BURN_STEADY':
    case 'BURN_FASTER': {
      const {latestUsd, priorMeanUsd, pct, code} = finding
      const words = `${usd(latestUsd)} on the latest day against ${usd(priorMeanUsd)} on average, ${pct > 0 ? '+' : ''}${Math.round(pct)}%`
      return code === 'BURN_STEADY' ? [[words]] : [[words], 'see `pech burn` and `pech diff`']
    }
    case 'BURN_FROM_ZERO':
      return [[`${usd(finding.latestUsd)} on the latest day, and nothing before to compare with`]]
    case 'BURN_TOO_SHORT':
      return [['too little history to compare with']]
    default:
      return statisticsWords(finding)
  }
}

type Statistics = Exclude<HealthFinding, {code: `BUDGET_${string}` | `BURN_${string}`}>

function statisticsWords(finding: Statistics): readonly [summary: Phrase, hint?: string] {
  switch (finding.code) {
    case 'ANOMALY_NONE':
      return [[`no spikes among ${finding.checked} checked`]]
    case 'ANOMALY_FEW':
      return [[`${counted(finding.spikes, 'spike')} among ${finding.checked} checked`], SEE_ANOMALY]
    case 'ANOMALY_SPIKES': {
      const {spikes, checked, name, usd: cost, expectedUsd} = finding
      const worst = phrase`${named(shortened(name))} cost ${usd(cost)}, expected ${usd(expectedUsd)}`
      return [phrase`${counted(spikes, 'spike')} among ${String(checked)} checked: ${worst}`, SEE_ANOMALY]
    }
    case 'ANOMALY_TOO_FEW':
      return [['too few to tell what is usual']]
    case 'PROJECTION_NO_BUDGET':
      return [['no budgets are set']]
    case 'PROJECTION_NO_FORECAST':
      return [['too little history for a forecast']]
    case 'PROJECTION_FAR':
      return [['no budget runs out soon']]
    case 'PROJECTION_NEAR': {
      const days = finding.days < 1 ? 'less than a day' : counted(Math.floor(finding.days), 'day')
      return [
        phrase`${named(shortened(finding.label))} runs out in ${days}${others(finding.others)}`,
        'see `pech forecast`',
      ]
    }
    default:
      return ledgerWords(finding)
  }
}

type Ledger = Exclude<Statistics, {code: `ANOMALY_${string}` | `PROJECTION_${string}`}>

function ledgerWords(finding: Ledger): readonly [summary: Phrase, hint?: string] {
  switch (finding.code) {
    case 'ORPHANS_NO_CALLS':
    case 'UNPRICED_NO_CALLS':
      return [['no calls']]
    case 'ORPHANS_FEW':
    case 'ORPHANS_MANY': {
      const words = `${finding.orphans} of ${counted(finding.calls, 'call')} (${formatShare(finding.orphans / finding.calls)}) without an owner`
      return finding.code === 'ORPHANS_FEW' ? [[words]] : [[words], 'see `pech report --by agent`']
    }
    case 'UNPRICED_NONE':
      return [['every call has a price']]
    case 'UNPRICED_SOME': {
      const models = finding.models.map(shortened)
      return [
        phrase`${String(finding.unpriced)} of ${counted(finding.calls, 'call')} without a price: ${listed(models)}`,
        'see `pech rates check`',
      ]
    }
    case 'RATE_CARD_UNREADABLE':
      return [['no rate card can be used'], 'see `pech rates check`']
    case 'RATE_CARD_FUTURE':
      return [['verified in the future'], 'check its date and the clock of this machine']
    case 'RATE_CARD_FRESH':
      return [[finding.ageDays < 1 ? 'verified today' : `verified ${counted(finding.ageDays, 'day')} ago`]]
    case 'RATE_CARD_AGEING':
      return [[`verified ${finding.ageDays} days ago`], 'compare it with the list prices soon']
    case 'RATE_CARD_OLD':
      return [[`verified ${finding.ageDays} days ago: prices may have changed`], 'see `pech rates update`']
    case 'RATE_CARD_EXPIRED':
      return [[`verified ${finding.ageDays} days ago: too old to trust`], 'see `pech rates update`']
    case 'INGEST_NO_LOGS':
      return [['no logs were found'], 'see `pech config` for where they are looked for']
    case 'INGEST_CURRENT':
      return [['the ledger has read all logs']]
    case 'INGEST_BEHIND':
      return [[`logs wait since ${formatDuration(finding.lagMs)}`], 'run `pech ingest`']
    case 'INTEGRITY_SOUND':
      return [['no fault found']]
    case 'INTEGRITY_BROKEN':
      return [phrase`${counted(finding.faults, 'fault')}: ${named(shortened(finding.first))}`, 'run `pech verify`']
    case 'INTEGRITY_UNCHECKED':
      return [phrase`not checked: ${named(shortened(finding.reason))}`]
    case 'HOOKS_INSTALLED':
      return [['installed']]
    case 'HOOKS_MISSING':
      return [
        finding.missing.length >= MOST_HOOKS
          ? ['none is installed: budgets can stop no call']
          : phrase`missing: ${listed(finding.missing.map(shortened), 9)}`,
        'run `pech init`',
      ]
    case 'HOOKS_UNREADABLE':
      return [phrase`cannot read ${named(shortened(finding.file))}`, 'repair it, then run `pech init`']
  }
}

/** How many checks came out how: `8 pass, 1 warn, 1 fail`. */
export function tallyOfChecks({checks}: HealthReport): string {
  const statuses: readonly CheckStatus[] = ['pass', 'warn', 'fail', 'unknown']
  return statuses
    .map((status) => [checks.filter((check) => check.status === status).length, status] as const)
    .filter(([count]) => count > 0)
    .map(([count, status]) => `${count} ${status}`)
    .join(', ')
}

/** That all of these are missing says more than their names. */
const MOST_HOOKS = 7

const SEE_ANOMALY = 'see `pech anomaly`'

function others(count: number): string {
  return count === 0 ? '' : `, and ${counted(count, 'other')}`
}

/** Dollars of a statistic. */
function usd(amount: number): string {
  return formatMoney(BigInt(Math.round(amount * 1e6)) * 1_000_000n)
}

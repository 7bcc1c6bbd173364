import {FRESH_DAYS, NOTICE_DAYS, WARNING_DAYS} from '../rates/rate-card-age.ts'
import type {Check} from './check.ts'

/** Shares above which a check warns and fails, 0…1. */
export interface ShareLimits {
  readonly warn: number
  readonly fail: number
}

/**
 * Judges the share of sidechain calls that nothing names.
 *
 * @param facts - Counts over the last calls.
 * @param limits - Exceeded by shares above them.
 */
export function checkOrphans(
  {orphans, calls}: {readonly orphans: number; readonly calls: number},
  limits: ShareLimits,
): Check {
  const name = 'orphans'
  if (calls === 0) return {name, status: 'unknown', finding: {code: 'ORPHANS_NO_CALLS'}}
  const share = orphans / calls
  const status = share > limits.fail ? 'fail' : share > limits.warn ? 'warn' : 'pass'
  return {name, status, finding: {code: status === 'pass' ? 'ORPHANS_FEW' : 'ORPHANS_MANY', orphans, calls}}
}

/**
 * Warns for any call without a price of its own, since then every amount is too low, and fails for a larger share.
 *
 * @param facts - Counts over a period; models without a price.
 * @param failShare - 0…1, exceeded by shares above it.
 */
export function checkUnpriced(
  {unpriced, calls, models}: {readonly unpriced: number; readonly calls: number; readonly models: readonly string[]},
  failShare: number,
): Check {
  const name = 'unpriced'
  if (calls === 0) return {name, status: 'unknown', finding: {code: 'UNPRICED_NO_CALLS'}}
  if (unpriced === 0) return {name, status: 'pass', finding: {code: 'UNPRICED_NONE'}}
  const status = unpriced / calls > failShare ? 'fail' : 'warn'
  return {name, status, finding: {code: 'UNPRICED_SOME', unpriced, calls, models}}
}

/**
 * Judges the age of the rate card: up to 60 days it passes, up to 180 it warns (from 91 on in other words), beyond it fails.
 *
 * @param ageDays - Whole days; below -1 it comes from the future; null when there is no card that can be used.
 */
export function checkRateCard(ageDays: number | null): Check {
  const name = 'rate-card'
  if (ageDays === null) return {name, status: 'unknown', finding: {code: 'RATE_CARD_UNREADABLE'}}
  if (ageDays < -1) return {name, status: 'warn', finding: {code: 'RATE_CARD_FUTURE', ageDays}}
  if (ageDays <= FRESH_DAYS) return {name, status: 'pass', finding: {code: 'RATE_CARD_FRESH', ageDays}}
  if (ageDays <= NOTICE_DAYS) return {name, status: 'warn', finding: {code: 'RATE_CARD_AGEING', ageDays}}
  if (ageDays <= WARNING_DAYS) return {name, status: 'warn', finding: {code: 'RATE_CARD_OLD', ageDays}}
  return {name, status: 'fail', finding: {code: 'RATE_CARD_EXPIRED', ageDays}}
}

/**
 * Judges how long the oldest log bytes that the ledger has not read have been waiting.
 *
 * @param facts - `lagMs` is 0 when nothing waits; `hasLogs` is false when there is no log at all.
 * @param limits - Milliseconds above which the check warns and fails.
 */
export function checkIngestLag(
  {hasLogs, lagMs}: {readonly hasLogs: boolean; readonly lagMs: number},
  limits: {readonly warnMs: number; readonly failMs: number},
): Check {
  const name = 'ingest-lag'
  if (!hasLogs) return {name, status: 'unknown', finding: {code: 'INGEST_NO_LOGS'}}
  if (lagMs <= limits.warnMs) return {name, status: 'pass', finding: {code: 'INGEST_CURRENT'}}
  return {name, status: lagMs > limits.failMs ? 'fail' : 'warn', finding: {code: 'INGEST_BEHIND', lagMs}}
}

/** What the check of the ledger itself gave: its faults, or why it could not be done. */
export type IntegrityFacts = {readonly faults: readonly string[]} | {readonly unchecked: string}

/** Fails for any fault of the ledger's store. */
export function checkIntegrity(facts: IntegrityFacts): Check {
  const name = 'integrity'
  if ('unchecked' in facts) {
    return {name, status: 'unknown', finding: {code: 'INTEGRITY_UNCHECKED', reason: facts.unchecked}}
  }
  const [first] = facts.faults
  if (first === undefined) return {name, status: 'pass', finding: {code: 'INTEGRITY_SOUND'}}
  return {name, status: 'fail', finding: {code: 'INTEGRITY_BROKEN', faults: facts.faults.length, first}}
}

/** Which of our hooks the settings lack, or the settings file that could not be read. */
export type HooksFacts = {readonly missing: readonly string[]} | {readonly unreadable: string}

/** Whether the hooks are installed. Never worse than a warning: one can do without them. */
export function checkHooks(facts: HooksFacts): Check {
  const name = 'hooks'
  if ('unreadable' in facts) return {name, status: 'warn', finding: {code: 'HOOKS_UNREADABLE', file: facts.unreadable}}
  if (facts.missing.length === 0) return {name, status: 'pass', finding: {code: 'HOOKS_INSTALLED'}}
  return {name, status: 'warn', finding: {code: 'HOOKS_MISSING', missing: facts.missing}}
}

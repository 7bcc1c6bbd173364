import type {Picodollars} from '../core/money/picodollars.ts'
import {toUsd} from '../core/money/picodollars.ts'
import type {ProblemCount} from '../core/problem.ts'
import {COST_CLASSES} from '../core/rates/rate.ts'
import type {CacheSummary} from '../core/report/report.ts'
import type {Totals} from '../core/report/totals.ts'
import {TOKEN_CLASSES} from '../core/tokens.ts'
import type {Json} from './json.ts'

/** An object of JSON whose fields are put into a larger one. */
export type JsonFields = Readonly<Record<string, Json>>

/** Money in JSON: a number for jq, and the exact digits. */
export function moneyFields(amount: Picodollars): JsonFields {
  return {usd: toUsd(amount), picodollars: String(amount)}
}

/** The T of the contract. */
export function totalsFields(totals: Totals): JsonFields {
  const {estimated, unpriced, lowerBound} = totals
  return {
    ...moneyFields(totals.costPicodollars),
    calls: totals.calls,
    sessions: totals.sessions,
    tokens: Object.fromEntries(TOKEN_CLASSES.map((tokenClass) => [tokenClass, totals.tokens[tokenClass]])),
    webSearches: totals.webSearches,
    usdByClass: Object.fromEntries(COST_CLASSES.map((costClass) => [costClass, toUsd(totals.costByClass[costClass])])),
    picodollarsByClass: Object.fromEntries(
      COST_CLASSES.map((costClass) => [costClass, String(totals.costByClass[costClass])]),
    ),
    cacheHitRatio: totals.cache.hitRatio,
    cacheReadSavings: moneyFields(totals.cache.readSavingsPicodollars),
    estimated: {...moneyFields(estimated.costPicodollars), calls: estimated.calls, models: estimated.models},
    unpriced: {calls: unpriced.calls, tokens: unpriced.tokens, models: unpriced.models},
    lowerBound: {
      calls: lowerBound.calls,
      missingOutputTokens: lowerBound.missingOutputTokens,
      ...moneyFields(lowerBound.costPicodollars),
    },
  }
}

/** What the cache did, as `pech cache` and `pech report` say it. */
export function cacheFields({
  hitRatio,
  readSavingsPicodollars,
  unreadWrites,
  netBenefitPicodollars,
}: CacheSummary): JsonFields {
  return {
    hitRatio,
    readSavings: moneyFields(readSavingsPicodollars),
    unreadWrites: {tokens: unreadWrites.tokens, ...moneyFields(unreadWrites.costPicodollars)},
    netBenefit: moneyFields(netBenefitPicodollars),
  }
}

/** Problems as every JSON answer carries them. */
export function problemFields(problems: readonly ProblemCount[]): Json {
  return problems.map(({code, count, file, offset, facts}) => ({
    code,
    count,
    ...(file === undefined ? {} : {file}),
    ...(offset === undefined ? {} : {offset}),
    ...(facts === undefined ? {} : {facts}),
  }))
}

import type {Totals} from '../report/totals.ts'
import {addClasses} from './cell.ts'
import {addTokens} from './compact-cells.ts'

/**
 * Puts the totals of two groups of calls together. Sessions are added up, so one that is in both counts twice.
 *
 * @returns Sums; the models of both, in order of name; the hit ratio of the tokens together.
 */
export function addTotals(left: Totals, right: Totals): Totals {
  const tokens = addTokens(left.tokens, right.tokens)
  const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h
  return {
    costPicodollars: left.costPicodollars + right.costPicodollars,
    costByClass: addClasses(left.costByClass, right.costByClass),
    calls: left.calls + right.calls,
    sessions: left.sessions + right.sessions,
    tokens,
    webSearches: left.webSearches + right.webSearches,
    estimated: {
      costPicodollars: left.estimated.costPicodollars + right.estimated.costPicodollars,
      calls: left.estimated.calls + right.estimated.calls,
      models: bothModels(left.estimated.models, right.estimated.models),
    },
    unpriced: {
      calls: left.unpriced.calls + right.unpriced.calls,
      tokens: left.unpriced.tokens + right.unpriced.tokens,
      models: bothModels(left.unpriced.models, right.unpriced.models),
    },
    lowerBound: {
      calls: left.lowerBound.calls + right.lowerBound.calls,
      missingOutputTokens: left.lowerBound.missingOutputTokens + right.lowerBound.missingOutputTokens,
      costPicodollars: left.lowerBound.costPicodollars + right.lowerBound.costPicodollars,
    },
    cache: {
      hitRatio: prompt === 0n ? null : Number(tokens.cacheRead) / Number(prompt),
      readSavingsPicodollars: left.cache.readSavingsPicodollars + right.cache.readSavingsPicodollars,
    },
  }
}

function bothModels(left: readonly string[], right: readonly string[]): string[] {
  return [...new Set([...left, ...right])].sort()
}

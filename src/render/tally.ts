import type {Totals} from '../core/report/totals.ts'
import {compactCount, counted} from './count.ts'

/** All tokens of a group of calls, of every class. */
export function allTokens({tokens}: Totals): bigint {
  return tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h
}

/** Tokens written to the cache, for 5 minutes or for an hour. */
export function cacheWrites({tokens}: Totals): bigint {
  return tokens.cacheWrite5m + tokens.cacheWrite1h
}

/** How much there was, without the money: `1,234 calls`, `12 sessions`, `1.2B tokens`. */
export function tally(totals: Totals): string[] {
  const tokens = allTokens(totals)
  return [
    counted(totals.calls, 'call'),
    counted(totals.sessions, 'session'),
    `${compactCount(tokens)} token${tokens === 1n ? '' : 's'}`,
  ]
}

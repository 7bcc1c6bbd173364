import type {CacheReport, CacheRow} from '../core/caching/cache-report.ts'
import {writeJson} from './json.ts'
import {timestamp} from './moment.ts'
import {periodFields} from './report-json.ts'
import {type JsonFields, cacheFields, moneyFields, problemFields} from './totals-json.ts'

/** `pech cache --json`. */
export function cacheJson(report: CacheReport): string {
  const named = (name: 'model' | 'agent') => (row: CacheRow) => ({[name]: row.key[name] ?? '', ...rowFields(row)})
  return writeJson({
    schema: 'pech/cache@1',
    generatedAt: timestamp(report.generatedAtMs),
    problems: problemFields(report.problems),
    period: periodFields(report.period),
    calls: report.totals.calls,
    ...cacheFields(report.summary),
    byModel: report.byModel.map(named('model')),
    byAgent: report.byAgent.map(named('agent')),
    ...(report.by === null
      ? {}
      : {by: report.by, rows: report.rows.map((row) => ({key: {...row.key}, ...rowFields(row)}))}),
    causes: report.causes.map(({cause, misses, lostTokens, costPicodollars}) => {
      return {cause, misses, lostTokens, ...moneyFields(costPicodollars)}
    }),
    misses: report.misses.map(({call, cause, lostTokens, gapMs, costPicodollars}) => ({
      at: timestamp(call.atMs),
      callId: call.callId,
      session: call.session,
      model: call.model,
      agent: call.agent,
      cause,
      gapSeconds: Math.round(gapMs / 1000),
      lostTokens,
      ...moneyFields(costPicodollars),
    })),
  })
}

function rowFields({calls, summary}: CacheRow): JsonFields {
  return {calls, ...cacheFields(summary)}
}

import type {Period} from '../core/time/period.ts'
import type {CallFacts, Report, ReportRow, ReportWindow} from '../core/report/report.ts'
import {writeJson} from './json.ts'
import {timestamp} from './moment.ts'
import {type JsonFields, cacheFields, moneyFields, problemFields, totalsFields} from './totals-json.ts'

/** `pech report --json`. Titles of sessions are left out: this may be sent elsewhere. */
export function reportJson(report: Report): string {
  const {orphans} = report
  return writeJson({
    schema: 'pech/report@1',
    generatedAt: timestamp(report.generatedAtMs),
    problems: problemFields(report.problems),
    period: periodFields(report.period),
    by: report.by,
    totals: totalsFields(report.totals),
    ...(report.windows === undefined ? {} : {windows: report.windows.map(windowFields)}),
    rows: report.rows.map((row) => rowFields(row, report.windows)),
    omittedRows: report.omittedRows,
    orphans: {calls: orphans.calls, rate: orphans.rate, ...moneyFields(orphans.costPicodollars)},
    cache: cacheFields(report.cache),
  })
}

/** A period as every JSON answer writes it: bounds in UTC, null where there is none. */
export function periodFields({label, fromMs, toMs, timezone}: Period): JsonFields {
  return {label, from: timestamp(fromMs), to: timestamp(toMs), timezone}
}

function windowFields({span, fromMs, toMs, totals}: ReportWindow): JsonFields {
  return {span, from: timestamp(fromMs), to: timestamp(toMs), ...totalsFields(totals)}
}

function rowFields({key, share, totals, call, windows = []}: ReportRow, spans: Report['windows']): JsonFields {
  const inSpans = spans?.map(({span}, index) => ({span, ...totalsFields(windows[index] ?? totals)}))
  return {
    key: {...key},
    ...(call ? callFields(call) : {}),
    share,
    ...totalsFields(totals),
    ...(inSpans === undefined ? {} : {windows: inSpans}),
  }
}

function callFields({atMs, session, model, agent, skill, tools, project}: CallFacts): JsonFields {
  return {at: timestamp(atMs), session, model, agent, skill, tools, project}
}

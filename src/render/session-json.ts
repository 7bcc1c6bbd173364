import type {SessionFacts, SessionList, SessionPart, SessionReport} from '../core/report/report.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {writeJson} from './json.ts'
import {timestamp} from './moment.ts'
import {periodFields} from './report-json.ts'
import {type JsonFields, cacheFields, moneyFields, problemFields, totalsFields} from './totals-json.ts'

/** `pech session --json`. */
export function sessionJson(report: SessionReport): string {
  const {percentiles} = report
  return writeJson({
    schema: 'pech/session@1',
    generatedAt: timestamp(report.generatedAtMs),
    problems: problemFields(report.problems),
    session: sessionFields(report.session),
    totals: totalsFields(report.totals),
    percentiles: {
      p50: percentiles && toUsd(percentiles.p50),
      p90: percentiles && toUsd(percentiles.p90),
      p99: percentiles && toUsd(percentiles.p99),
    },
    calls: report.calls.map(({rank, share, facts, totals}) => {
      const {id, atMs, model, agent, skill, tools} = facts
      return {rank, at: timestamp(atMs), callId: id, model, agent, skill, tools, share, ...totalsFields(totals)}
    }),
    omittedCalls: report.omittedCalls,
    prompts: report.prompts.map(({index, id, atMs, ...part}) => {
      return {index, id, at: timestamp(atMs), ...partFields(part)}
    }),
    subagents: report.subagents.map(({agentId, agent, ...part}) => {
      return {agentId, agent, ...partFields(part)}
    }),
    cache: cacheFields(report.cache),
  })
}

/** `pech session --list --json`. */
export function sessionListJson(list: SessionList): string {
  return writeJson({
    schema: 'pech/session@1',
    generatedAt: timestamp(list.generatedAtMs),
    problems: problemFields(list.problems),
    period: periodFields(list.period),
    totals: totalsFields(list.totals),
    sessions: list.sessions.map(({facts, totals}) => ({...sessionFields(facts), ...totalsFields(totals)})),
    omittedSessions: list.omittedSessions,
  })
}

function partFields({calls, costPicodollars, estimatedPicodollars, unpricedCalls}: SessionPart): JsonFields {
  const estimated = moneyFields(estimatedPicodollars)
  return {calls, ...moneyFields(costPicodollars), estimated, unpriced: {calls: unpricedCalls}}
}

function sessionFields({id, title, project, arm, branch, startedAtMs, endedAtMs, models}: SessionFacts): JsonFields {
  return {id, title, project, arm, branch, startedAt: timestamp(startedAtMs), endedAt: timestamp(endedAtMs), models}
}

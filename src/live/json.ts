import {REST_LEVEL} from '../app/budget-rests.ts'
import type {LiveState} from '../app/live.ts'
import type {Picodollars} from '../core/money/picodollars.ts'
import {writeJson} from '../render/json.ts'
import {timestamp} from '../render/moment.ts'
import {ruleAsJson} from '../render/plain-gate.ts'
import {moneyFields, problemFields, totalsFields} from '../render/totals-json.ts'

/** `pech live --json`: one moment of the view. Without titles: JSON is passed on. */
export function liveJson(state: LiveState): string {
  return writeJson({
    schema: 'pech/live@1',
    generatedAt: timestamp(state.generatedAtMs),
    problems: problemFields(state.problems),
    timezone: state.timezone,
    today: totalsFields(state.today),
    hours: state.hours.map(({label, picodollars}) => ({hour: label, ...moneyFields(picodollars)})),
    lastHour: moneyFields(state.lastHourPicodollars),
    usualHour: orNull(state.usualHourPicodollars),
    by: [state.view.dimension],
    rows: state.rows.map(({name, totals}) => ({key: {[state.view.dimension]: name}, ...totalsFields(totals)})),
    budgets: state.budgets.map(({judged, reachedAtMs, atEnd}) => {
      const band = atEnd === null ? null : {level: REST_LEVEL, usd: atEnd.point, lowUsd: atEnd.low, highUsd: atEnd.high}
      return {...ruleAsJson(judged), verdict: judged.verdict, reachedAt: timestamp(reachedAtMs), atEnd: band}
    }),
    sessions: state.sessions.map(({id, project, lastAtMs, isRunning, totals}) => {
      return {id, project, lastAt: timestamp(lastAtMs), running: isRunning, ...totalsFields(totals)}
    }),
    calls: state.calls.map(({facts: {id, atMs, session, model, agent, skill, tools}, totals}) => {
      return {callId: id, at: timestamp(atMs), session, model, agent, skill, tools, ...totalsFields(totals)}
    }),
    anomalies: state.anomalies.map(({id, atMs, usd, expectedUsd, direction}) => {
      return {id, at: timestamp(atMs), usd, expectedUsd, direction}
    }),
  })
}

function orNull(amount: Picodollars | null) {
  return amount === null ? null : moneyFields(amount)
}

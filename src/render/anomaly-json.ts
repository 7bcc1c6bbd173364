import type {Anomaly, AnomalyReport, DismissReport} from '../core/anomaly/anomaly.ts'
import {keyParts} from '../core/anomaly/call-keys.ts'
import type {CallChange} from '../core/anomaly/call-change.ts'
import {writeJson} from './json.ts'
import {timestamp} from './moment.ts'
import {periodFields} from './report-json.ts'
import {type JsonFields, moneyFields, problemFields} from './totals-json.ts'

/** `pech anomaly --json`. */
export function anomalyJson(report: AnomalyReport): string {
  return writeJson({
    schema: 'pech/anomaly@1',
    generatedAt: timestamp(report.generatedAtMs),
    problems: problemFields(report.problems),
    period: report.period && periodFields(report.period),
    label: report.label,
    unit: report.unit,
    method: report.method,
    threshold: report.threshold,
    checked: report.checked,
    learning: report.learning,
    flat: {items: report.flat, differing: report.differing},
    anomalies: report.anomalies.map(anomalyFields),
    alert: {
      spikes: report.spikes,
      limit: report.alertOn,
      triggered: report.alertOn !== null && report.spikes >= report.alertOn,
    },
  })
}

function anomalyFields(anomaly: Anomaly): JsonFields {
  const {unit, id, index, atMs, key, usd, expectedUsd, score, direction, source, cause, dismissed, repeated} = anomaly
  return {
    unit,
    id,
    index,
    at: timestamp(atMs),
    key: {...key},
    usd,
    expectedUsd,
    score,
    direction,
    source,
    dismissed,
    repeated,
    cause: {
      times: cause.times,
      excessUsd: usd - expectedUsd,
      parts:
        cause.excess === null
          ? [{class: 'all', reason: 'size', usd: usd - expectedUsd}]
          : cause.excess.parts.map(({tokenClass, reason, picodollars}) => {
              return {class: tokenClass, reason, ...moneyFields(picodollars)}
            }),
      ...(cause.excess === null ? {} : {excessPicodollars: String(cause.excess.excessPicodollars)}),
      ...(cause.change === null ? {} : changeFields(cause.change)),
      session: cause.session,
      prompt:
        cause.prompt === null ? null : {id: cause.prompt, index: cause.promptIndex, at: timestamp(cause.promptAtMs)},
    },
  }
}

function changeFields({cacheHitRatio, contextTokens, outputTokens, model, agent}: CallChange): JsonFields {
  return {
    cacheHitRatio: {...cacheHitRatio},
    contextTokens: {...contextTokens},
    outputTokens: {...outputTokens},
    model: model && {...model},
    agent: agent && {...agent},
  }
}

/** `pech anomaly dismiss --json`. */
export function dismissJson({generatedAtMs, id, keyText, untilMs}: DismissReport): string {
  return writeJson({
    schema: 'pech/anomaly-dismiss@1',
    generatedAt: timestamp(generatedAtMs),
    problems: [],
    id,
    key: keyParts(keyText),
    until: timestamp(untilMs),
  })
}

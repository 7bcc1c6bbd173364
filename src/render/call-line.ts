import {toolOrigin} from '../core/log/tool-name.ts'
import {costOf} from '../core/report/amounts.ts'
import type {CallRecord} from '../core/report/call-record.ts'
import {COST_CLASSES} from '../core/rates/rate.ts'
import {writeJsonLine} from './json.ts'
import {timestamp} from './moment.ts'
import type {JsonFields} from './totals-json.ts'

/** One call as a line of JSON: what `cat-log` and `cat-ledger` print. Stable; fields are only ever added. */
export function callLine(call: CallRecord): string {
  const {attribution, counts, rate} = call
  const cost = costOf(counts, rate.vector)
  const total = COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n)
  const {skills, orphan, kind: _kind, ...dimensions} = attribution
  const fields: JsonFields = {
    schema: 'pech/call@1',
    id: call.identity,
    part: call.part,
    kind: attribution.kind,
    at: timestamp(call.atMs),
    ...dimensions,
    skills,
    prompt: call.prompt,
    agentId: call.agentId,
    sidechain: call.sidechain,
    orphan,
    tools: call.tools,
    mcpServers: [...new Set(call.tools.map((name) => toolOrigin(name).mcpServer).filter((name) => name !== null))],
    tokens: {...counts.tokens},
    webSearches: counts.webSearches,
    missingOutputTokens: call.missingOutputTokens,
    unreadWriteTokens: counts.unread5m + counts.unread1h,
    status: rate.status,
    picodollars: rate.status === 'priced' ? String(total) : null,
    estimatedPicodollars: rate.status === 'estimated' ? String(total) : null,
    picodollarsByClass:
      rate.status === 'unpriced' ? null : Object.fromEntries(COST_CLASSES.map((name) => [name, String(cost[name])])),
    rate:
      rate.status === 'unpriced'
        ? null
        : {
            model: rate.model,
            from: rate.from,
            condition: rate.condition,
            batch: rate.batch,
            geoUs: rate.geoUs,
            picodollarsPerUnit: Object.fromEntries(COST_CLASSES.map((name) => [name, String(rate.vector[name])])),
          },
    requestId: call.requestId,
    reportedUsd: call.reportedUsd,
  }
  return writeJsonLine(fields)
}

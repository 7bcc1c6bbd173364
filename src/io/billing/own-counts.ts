import {withoutByteOrderMark} from '../../core/settings/byte-order-mark.ts'
import {createReadStream} from 'node:fs'
import {createInterface} from 'node:readline'
import {type OtelRequest, readOtelLine} from '../../core/billing/otel-request.ts'
import {readCostState, type SessionCost} from '../../core/billing/cost-state.ts'
import {PechError} from '../../core/problem.ts'
import {type Database, text} from '../ledger/database.ts'
import {systemReason} from '../system-reason.ts'

/** What Claude Code itself counted per session and model, as its `cost-state` lines say. */
export function costStates(database: Database): SessionCost[] {
  return database.all('SELECT session, json FROM cost_state').flatMap((row) => {
    const json: unknown = JSON.parse(text(row['json']))
    return readCostState(text(row['session']), json)
  })
}

/** Of some request ids, those that the ledger has calls for. */
export function knownRequests(database: Database, ids: ReadonlySet<string>): Set<string> {
  const known = new Set<string>()
  if (ids.size === 0) return known
  for (const row of database.iterate('SELECT request_id FROM call WHERE request_id IS NOT NULL')) {
    const id = text(row['request_id'])
    if (ids.has(id)) known.add(id)
  }
  return known
}

/**
 * Reads the `api_request` events of an OpenTelemetry file, one JSON value per line.
 *
 * @throws PechError `OTEL_UNREADABLE`.
 */
export async function readOtelFile(file: string): Promise<{requests: OtelRequest[]; damagedLines: number}> {
  const requests: OtelRequest[] = []
  let damagedLines = 0
  try {
    for await (const line of createInterface({input: createReadStream(file), crlfDelay: Infinity})) {
      if (line.trim() === '') continue
      const json = parsed(withoutByteOrderMark(line))
      if (json === undefined) damagedLines++
      else requests.push(...readOtelLine(json))
    }
  } catch (error) {
    throw new PechError(
      'OTEL_UNREADABLE',
      `${file}: ${systemReason(error)}`,
      'expected events of Claude Code, one JSON object per line',
    )
  }
  return {requests, damagedLines}
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

import {ORPHAN_WINDOW_CALLS, orphanCrossing} from '../../core/budget/orphan-rate.ts'
import {integer, type Database} from './database.ts'
import {recordEvent} from './events.ts'

const LAST_CALLS = `
  SELECT count(*) AS calls, ifnull(sum(orphan), 0) AS orphans FROM (
    SELECT a.orphan AS orphan FROM call JOIN attribution a ON a.id = call.attribution
    WHERE call.at_ms <= ? ORDER BY call.at_ms DESC LIMIT ${ORPHAN_WINDOW_CALLS})`

/**
 * Compares the share of orphans among the last calls with the threshold of the budgets file, and records an event when it
 * was crossed: once, until the rate has come back. Looks at nothing while no call was added.
 */
export function settleOrphanRate(database: Database, threshold: number, nowMs: number): void {
  const newest = integer(database.get('SELECT ifnull(max(id), 0) AS id FROM call')?.['id'])
  if (newest === stateOf(database).judged) return
  database.transaction(() => {
    const {times} = stateOf(database)
    // an even number of turns is a rate that was not reported, or has come back since
    const isMarked = times % 2 === 1
    const last = database.get(LAST_CALLS, nowMs)
    const [calls, orphans] = [integer(last?.['calls']), integer(last?.['orphans'])]
    const crossing = orphanCrossing(orphans, calls, threshold, isMarked)
    const turns = crossing === 'unchanged' ? times : times + 1
    database.run("REPLACE INTO meta (key, value) VALUES ('orphan_judged', ?), ('orphan_turns', ?)", newest, turns)
    if (crossing !== 'crossed') return
    recordEvent(database, nowMs, {
      event: 'pech.attribution.orphan_rate.crossed',
      dedupeKey: JSON.stringify(['orphans', turns]),
      payload: {orphan_count: orphans, total_count: calls, orphan_rate: orphans / calls, threshold},
    })
  })
}

function stateOf(database: Database): {readonly judged: number; readonly times: number} {
  const read = (key: string) => integer(database.get('SELECT value FROM meta WHERE key = ?', key)?.['value'] ?? 0)
  return {judged: read('orphan_judged'), times: read('orphan_turns')}
}

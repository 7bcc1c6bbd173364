import type {VerifyFinding} from '../../core/report/verify-report.ts'
import {joinCopies} from '../../core/log/join-copies.ts'
import {findCallsFrom, findStoredCalls, type StoredCall} from './call-row.ts'
import type {Database} from './database.ts'

const CALLS_AT_ONCE = 2000

/**
 * Compares a ledger with one that was made of the logs just now: each call of the logs must be there, and no copy in the
 * logs may say more than the ledger holds. What the ledger holds beyond the logs is history.
 */
export function compareWithLogs(ledger: Database, fromLogs: Database): VerifyFinding {
  let faults = 0
  let first: string | undefined
  for (let next = 0; ;) {
    const calls = findCallsFrom(fromLogs, next, CALLS_AT_ONCE)
    const last = calls.at(-1)
    if (last === undefined) break
    next = last.id + 1
    for (const call of calls) {
      if (agrees(call, findStoredCalls(ledger, call.row.hash, call.row.identity))) continue
      faults++
      first ??= call.row.identity
    }
  }
  const claim = 'every call of the logs is in the ledger, with its numbers'
  return {name: 'against-logs', claim, faults, ...(first === undefined ? {} : {first})}
}

function agrees(call: StoredCall, stored: readonly StoredCall[]): boolean {
  const mine = stored[call.row.part]
  if (mine === undefined) return false
  const {state} = mine
  const joined = joinCopies(state, call.state)
  if (joined.atMs !== state.atMs) return false
  const {usage} = joined.best
  return (
    JSON.stringify(usage) === JSON.stringify(mine.row.usage) &&
    joined.best.model === state.best.model &&
    joined.home.evidence.session === state.home.evidence.session
  )
}

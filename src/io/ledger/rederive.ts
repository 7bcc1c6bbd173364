import {attributeCall, declaredOf} from '../../core/attribution/attribute-call.ts'
import {findCallsFrom, findCallsOfSession, type CallChange, type CallRow, type StoredCall} from './call-row.ts'
import {integer} from './database.ts'
import type {ChangeListener, Posting} from './post-batch.ts'
import {RollupChanges} from './rollup.ts'

const CALLS_AT_ONCE = 5000

/** Prices the calls that had no price, and renews estimates; priced calls never move. Call within a transaction. */
export function repriceUnpriced(posting: Posting, onChanges: ChangeListener): void {
  const {database, interning, pricer} = posting
  const open = new Set(database.all("SELECT id FROM rate WHERE status <> 'priced'").map((row) => integer(row['id'])))
  if (open.size === 0) return
  changeAll(posting, onChanges, ({row, state}) => {
    if (!open.has(row.rate)) return row
    const rate = pricer.price({model: state.best.model, atMs: row.atMs, ...row.usage, isBatch: row.batch})
    return {...row, rate: interning.rate(rate)}
  })
}

/** Derives every call's attribution again. Call within a transaction. */
export function reattributeAll(posting: Posting, onChanges: ChangeListener): void {
  const {interning, facts, rules} = posting
  changeAll(posting, onChanges, ({row, state}) => {
    const call = {
      evidence: state.home.evidence,
      kind: row.kind,
      model: state.best.model,
      usage: row.usage,
      atMs: row.atMs,
      tools: state.tools,
    }
    const attribution = interning.attribution(attributeCall(call, facts, rules))
    return {...row, attribution, batch: declaredOf(call, facts)?.isBatch ?? false}
  })
}

/** Derives attribution and price of a session's calls from a moment on again. Call within a transaction. */
export function rederiveSession(posting: Posting, onChanges: ChangeListener, session: string, fromMs: number): void {
  const {database, interning, facts, rules, pricer} = posting
  const rollup = new RollupChanges()
  const changes = findCallsOfSession(database, session, fromMs).flatMap(({id, row, state}): CallChange[] => {
    const {evidence} = state.home
    if (evidence.peer !== null) return []
    const {model} = state.best
    const call = {evidence, kind: row.kind, model, usage: row.usage, atMs: row.atMs, tools: state.tools}
    const batch = declaredOf(call, facts)?.isBatch ?? false
    const attribution = interning.attribution(attributeCall(call, facts, rules))
    const rate =
      batch === row.batch
        ? row.rate
        : interning.rate(pricer.price({model, atMs: row.atMs, ...row.usage, isBatch: batch}))
    if (attribution === row.attribution && batch === row.batch) return []
    const after = {...row, attribution, batch, rate}
    database.run(
      'UPDATE call SET attribution = ?, rate = ?, batch = ? WHERE id = ?',
      attribution,
      rate,
      Number(batch),
      id,
    )
    rollup.add(row, -1)
    rollup.add(after, 1)
    const tools = row.part === 0 ? state.tools : []
    return [{before: row, after, toolsBefore: tools, toolsAfter: tools}]
  })
  rollup.write(database)
  onChanges(changes)
}

function changeAll(posting: Posting, onChanges: ChangeListener, change: (stored: StoredCall) => CallRow): void {
  const {database} = posting
  const rollup = new RollupChanges()
  for (let next = 0; ;) {
    const stored = findCallsFrom(database, next, CALLS_AT_ONCE)
    const last = stored.at(-1)
    if (last === undefined) break
    next = last.id + 1
    const changes: CallChange[] = []
    for (const call of stored) {
      // calls of other machines keep what was found out there
      if (call.state.home.evidence.peer !== null) continue
      const after = change(call)
      if (after.attribution === call.row.attribution && after.rate === call.row.rate) continue
      database.run('UPDATE call SET attribution = ?, rate = ? WHERE id = ?', after.attribution, after.rate, call.id)
      rollup.add(call.row, -1)
      rollup.add(after, 1)
      const tools = call.row.part === 0 ? call.state.tools : []
      changes.push({before: call.row, after, toolsBefore: tools, toolsAfter: tools})
    }
    onChanges(changes)
  }
  rollup.write(database)
}

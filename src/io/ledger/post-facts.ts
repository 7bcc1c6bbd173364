import type {Batch, SourceState} from './batch.ts'
import type {Database} from './database.ts'
import type {FactStore} from './fact-store.ts'
import type {Interning} from './interning.ts'

interface FactBooks {
  readonly database: Database
  readonly interning: Interning
  readonly facts: FactStore
}

/**
 * Posts what a batch says beside its calls: how far files were read, facts, problems. Call within a transaction.
 *
 * @returns Runs whose stored calls may now belong to something else.
 */
export function postFacts(books: FactBooks, batch: Batch): Set<string> {
  const {database, interning, facts} = books
  const hasProblems = database.getList('SELECT 1 FROM problem LIMIT 1') !== undefined
  for (const path of hasProblems ? batch.restarted : []) database.run('DELETE FROM problem WHERE path = ?', path)
  for (const source of batch.sources) {
    postSource(books, source)
    // it was read, so what once kept it from being read is over
    if (hasProblems) database.run('DELETE FROM problem WHERE path = ? AND offset < 0', source.path)
  }
  const stale = new Set<string>()
  for (const run of batch.runs) if (facts.addRun(run)) stale.add(run.run)
  for (const spawn of batch.spawns) for (const run of facts.addSpawn(spawn)) stale.add(run)
  for (const run of stale) for (const nested of facts.runsStartedIn(run)) stale.add(nested)
  for (const prompt of batch.prompts) interning.prompt(prompt.session, prompt.key, prompt.atMs)
  for (const title of batch.titles) facts.addTitle(title)
  for (const costState of batch.costStates) facts.addCostState(costState)
  for (const compaction of batch.compactions) facts.addCompaction(compaction)
  for (const {file, offset, code, facts: detail} of batch.problems) {
    database.run(
      'REPLACE INTO problem (path, offset, code, facts) VALUES (?, ?, ?, ?)',
      file ?? '',
      offset ?? -1,
      code,
      JSON.stringify(detail ?? {}),
    )
  }
  return stale
}

const UPDATE_SOURCE = `
  UPDATE source SET kind = ?, device = ?, inode = ?, size = ?, modified_ms = ?, offset = ?, head = ?, tail = ?,
    context = ?, vanished = 0 WHERE id = ?`

function postSource({database, interning}: FactBooks, source: SourceState): void {
  if (source.renamedFrom !== undefined) {
    interning.renameSource(source.renamedFrom, source.path)
    database.run('UPDATE OR REPLACE problem SET path = ? WHERE path = ?', source.path, source.renamedFrom)
  }
  const {kind, device, inode, size, modifiedMs, offset, head, tail, context} = source
  const values = [kind, device, inode, size, modifiedMs, offset, head, tail, context]
  if (interning.addSource(source.path, values)) return
  database.run(UPDATE_SOURCE, ...values, interning.writtenSource(source.path))
}

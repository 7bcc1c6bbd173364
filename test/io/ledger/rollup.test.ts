import {expect, test} from 'vitest'
import {logPlace} from '../../../src/core/log/log-place.ts'
import {readLine} from '../../../src/core/log/read-line.ts'
import {startContext} from '../../../src/core/log/reader-context.ts'
import {BatchCollector} from '../../../src/io/ledger/batch.ts'
import {rebuildRollup} from '../../../src/io/ledger/rollup.ts'
import {callLine} from '../../core/log/collected.ts'
import {ledgerContent, rollupErrors} from './ledger-content.ts'
import {openTestLedger} from './test-ledger.ts'

/** A batch of calls with the given outputs, read from one file. */
function batchOf(outputs: readonly number[], prefix = 'm') {
  const collector = new BatchCollector()
  const context = startContext(false)
  outputs.forEach((output, index) => {
    const line = JSON.stringify(callLine(`${prefix}${index}`, {usage: {output_tokens: output}}))
    readLine(line, index * 100, logPlace('/p/s1.jsonl'), context, collector)
  })
  return collector.take()
}

test('sums stay exact beyond 2^53, in one transaction and over several', () => {
  const ledger = openTestLedger()
  const most = Number.MAX_SAFE_INTEGER
  ledger.post(batchOf([most, most, most, 2]))
  ledger.post(batchOf([most, 4], 'n'))
  const rows = ledger.database.allExact('SELECT calls, output FROM rollup')
  expect(rows).toEqual([{calls: 6n, output: 4n * BigInt(most) + 6n}])
  expect(rollupErrors(ledger.database)).toEqual([])
})

test('a call that grows leaves its old numbers, and a cell without calls is no row', () => {
  const ledger = openTestLedger()
  ledger.post(batchOf([3]))
  ledger.post(batchOf([8]))
  expect(ledger.database.all('SELECT calls, output FROM rollup')).toEqual([{calls: 1, output: 8}])
  ledger.database.run("UPDATE call SET home_forked = 1 WHERE identity = 'm0'")
  ledger.post(batchOf([8]))
  expect(rollupErrors(ledger.database)).toEqual([])
})

test('a rollup built anew is the one that was kept', () => {
  const ledger = openTestLedger()
  ledger.post(batchOf([1, 2, 3]))
  const kept = ledgerContent(ledger.database)
  ledger.database.transaction(() => rebuildRollup(ledger.database))
  expect(ledgerContent(ledger.database)).toEqual(kept)
})

test('a damaged rollup is noticed', () => {
  const ledger = openTestLedger()
  ledger.post(batchOf([1, 2, 3]))
  ledger.database.run('UPDATE rollup SET output = output + 1')
  expect(rollupErrors(ledger.database)).toHaveLength(2)
})

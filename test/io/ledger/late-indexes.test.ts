import {expect, test} from 'vitest'
import {BatchCollector} from '../../../src/io/ledger/batch.ts'
import type {Ledger} from '../../../src/io/ledger/ledger.ts'
import {PostSeries} from '../../../src/io/ledger/post-series.ts'
import {openTestLedger} from './test-ledger.ts'

/** What the schema consists of, whatever its order. */
const schemaOf = ({database}: Ledger) => database.all('SELECT name, sql FROM sqlite_master ORDER BY name')

test('a first ingest of much leaves indexes out within a transaction, and has them all after it', () => {
  const ledger = openTestLedger()
  const whole = schemaOf(ledger)
  const series = new PostSeries(ledger)
  series.expectMuch()
  series.post(new BatchCollector().take())
  expect(schemaOf(ledger)).toHaveLength(whole.length - 2)
  series.abandon()
  expect(schemaOf(ledger)).toEqual(whole)
  series.post(new BatchCollector().take())
  expect(schemaOf(ledger)).toHaveLength(whole.length - 2)
  series.end()
  expect(schemaOf(ledger)).toEqual(whole)
  ledger.close()
})

test('what others may have posted to keeps its indexes', () => {
  const ledger = openTestLedger()
  ledger.database.run("INSERT INTO prompt (session, key) VALUES ('a', 'b')")
  const whole = schemaOf(ledger)
  const series = new PostSeries(ledger)
  series.expectMuch()
  series.post(new BatchCollector().take())
  expect(schemaOf(ledger)).toEqual(whole)
  series.end()
  ledger.close()
})

import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {Database} from '../../../src/io/ledger/database.ts'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {ReadingThread} from '../../../src/io/log-files/reading-thread.ts'
import {WRITTEN_BACK} from '../../../src/io/log-files/worker-protocol.ts'

test('closing waits for the thread that writes the log back, and leaves one whole file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pech-write-back-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  const path = join(folder, 'ledger.db')
  const thread = new ReadingThread(8)
  const {database} = openLedger(path)
  database.run("INSERT INTO meta (key, value) VALUES ('before', 1)")
  database.writeBackBy(thread)
  thread.port.close()
  database.run("INSERT INTO meta (key, value) VALUES ('meanwhile', 2)")
  database.close()
  expect(Atomics.load(thread.counters, WRITTEN_BACK)).toBe(1)
  expect(existsSync(`${path}-wal`)).toBe(false)
  const again = new Database(path, true)
  expect(again.all('SELECT key, value FROM meta ORDER BY value').map((row) => row['key'])).toEqual([
    'before',
    'meanwhile',
  ])
  again.close()
})

test('a log that cannot be written back ends no thread: what it is asked next is not waited for in vain', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pech-write-back-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  const thread = new ReadingThread(8)
  thread.read([], join(folder, 'not there', 'ledger.db'))
  const path = join(folder, 'ledger.db')
  const {database} = openLedger(path)
  database.run("INSERT INTO meta (key, value) VALUES ('before', 1)")
  database.writeBackBy(thread)
  thread.port.close()
  database.close()
  expect(Atomics.load(thread.counters, WRITTEN_BACK)).toBe(1)
})

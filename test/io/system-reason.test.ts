import {mkdtempSync, readFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readOtelFile} from '../../src/io/billing/own-counts.ts'
import {readConsoleCsv} from '../../src/io/billing/read-console-csv.ts'
import {openLedger} from '../../src/io/ledger/open-ledger.ts'
import {readCardFile} from '../../src/io/rate-card/read-card-file.ts'
import {systemReason} from '../../src/io/system-reason.ts'

const folder = mkdtempSync(join(tmpdir(), 'pech-'))

test('a reason is in words, without the path or the call', () => {
  const reasons = ['/no/such/file', folder, '/dev/null/x'].map((path) => {
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      return systemReason(error)
    }
  })
  expect(reasons).toEqual(['no such file or folder', 'it is a folder', 'a part of the path is no folder'])
  expect([systemReason(new Error('torn')), systemReason('odd')]).toEqual(['torn', 'odd'])
})

test('whatever file pech cannot read or open, it says why in these words', async () => {
  const sink = {row: () => {}, finding: () => {}}
  await expect(readConsoleCsv(folder, sink)).rejects.toThrow(`${folder}: it is a folder`)
  await expect(readOtelFile('/no/such/file')).rejects.toThrow('/no/such/file: no such file or folder')
  expect(readCardFile(folder)).toEqual({kind: 'unreadable', reason: 'it is a folder'})
  expect(() => openLedger('/dev/null/ledger.db')).toThrow('/dev/null/ledger.db: a part of the path is no folder')
})

import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {BatchCollector} from '../../src/io/ledger/batch.ts'
import {LONGEST_LINE_BYTES} from '../../src/io/log-files/scan-lines.ts'
import {discoverLogs} from '../../src/io/log-files/discover.ts'
import {readLog} from '../../src/io/log-files/read-log.ts'
import {hostileCallLine, makeHostileFiles, writeDeepCall, writeLongLine} from '../fixtures/make-hostile-files.ts'
import {ingestFolder, openTestLedger} from '../io/ledger/test-ledger.ts'

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pech-hostile-')))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

function read(places = folder) {
  const ledger = openTestLedger()
  const outcome = ingestFolder(ledger, places)
  const sums = ledger.database.get('SELECT count(*) AS calls, sum(output) AS output FROM call')
  const lines = ledger.database.all('SELECT path, offset, code FROM problem WHERE offset >= 0')
  ledger.close()
  return {calls: sums?.['calls'], output: sums?.['output'], outcome, lines}
}

test('files that are no logs are named, and neither followed nor waited for; the rest is read', () => {
  const hostile = makeHostileFiles(folder)
  try {
    const {calls, output, outcome} = read(join(hostile.folder, 'projects'))
    expect({calls, output}).toEqual({calls: hostile.calls, output: hostile.outputTokens})
    const named = outcome.problems.map(
      ({code, file}) => `${code} ${file?.slice(hostile.folder.length).replace(/.*[/\\]/, '')}`,
    )
    const pipes = process.platform === 'win32' ? [] : ['FILE_NOT_REGULAR pipe.jsonl', 'FILE_NOT_REGULAR s.jsonl']
    const unreadable = hostile.unreadable.map(() => 'FILE_UNREADABLE unreadable.jsonl')
    expect(named.sort()).toEqual(
      [
        'FILE_NOT_REGULAR folder.jsonl',
        'FILE_SYMLINK_LEAVES_ROOT leads-out',
        'FILE_SYMLINK_LEAVES_ROOT leads-out.jsonl',
        ...pipes,
        ...unreadable,
      ].sort(),
    )
  } finally {
    hostile.close()
  }
})

test('a file that cannot be read is a problem with its name and the reason, and is tried again', () => {
  const file = join(folder, 'a.jsonl')
  mkdirSync(file)
  const collector = new BatchCollector()
  const log = {path: file, kind: 'transcript', size: 9, modifiedMs: 0, device: 1, inode: 1} as const
  expect(readLog(log, null, collector, () => {})).toBe('unreadable')
  const {problems, sources} = collector.take()
  expect(problems).toEqual([{code: 'FILE_UNREADABLE', file, facts: {reason: 'EISDIR'}}])
  expect(sources).toEqual([])
})

test('what keeps a file from being posted is not said of the file', () => {
  const file = join(folder, 'a.jsonl')
  writeFileSync(file, hostileCallLine('a', 10))
  const collector = new (class extends BatchCollector {
    override get size(): number {
      return Infinity
    }
  })()
  const [log] = discoverLogs([file]).files
  const fail = () => {
    throw new Error('the disk is full')
  }
  expect(() => readLog(log!, null, collector, fail)).toThrow('the disk is full')
})

test('a file that can be read again is no problem any more', () => {
  const file = join(folder, 'a.jsonl')
  writeFileSync(file, hostileCallLine('a', 10))
  const ledger = openTestLedger()
  ingestFolder(ledger, folder)
  const collector = new BatchCollector()
  collector.problem({code: 'FILE_UNREADABLE', file, facts: {reason: 'EACCES'}})
  ledger.post(collector.take())
  writeFileSync(file, hostileCallLine('a', 10) + hostileCallLine('b', 10))
  ingestFolder(ledger, folder)
  expect(ledger.database.all('SELECT * FROM problem')).toEqual([])
})

test('a description of a subagent that is far too large is a problem and is not read', () => {
  const file = join(folder, 'agent-a.meta.json')
  writeFileSync(file, `{"agentType":"${'x'.repeat(2_000_000)}"}`)
  expect(read().lines).toEqual([{path: file, offset: 0, code: 'META_MALFORMED'}])
})

test('a line of 70 MB is read past when it is no call, and named when it is one too long', () => {
  const file = join(folder, 'long.jsonl')
  writeLongLine(file, 70_000_000, 'nothing')
  expect(read()).toMatchObject({calls: 2, output: 20, lines: []})
  writeLongLine(file, LONGEST_LINE_BYTES, 'a call')
  const offset = Buffer.byteLength(hostileCallLine('first', 10))
  expect(read()).toMatchObject({calls: 2, output: 20, lines: [{path: file, offset, code: 'LINE_TOO_LONG'}]})
}, 30_000)

test('a call nested a million deep is a call', () => {
  writeDeepCall(join(folder, 'deep.jsonl'), 1_000_000)
  expect(read()).toMatchObject({calls: 1, output: 10, lines: []})
})

test('bytes of any kind named .jsonl hold no call and stop nothing', () => {
  writeFileSync(join(folder, 'zip.jsonl'), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xfe, 10, 0, 10]))
  writeFileSync(join(folder, 'utf16.jsonl'), Buffer.from(hostileCallLine('wide', 10), 'utf16le'))
  writeFileSync(join(folder, 'sound.jsonl'), hostileCallLine('sound', 10))
  expect(read()).toMatchObject({calls: 1, output: 10})
})

import {copyFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {BatchCollector} from '../../../src/io/ledger/batch.ts'
import {discoverLogs} from '../../../src/io/log-files/discover.ts'
import {readLog} from '../../../src/io/log-files/read-log.ts'
import {WrittenCalls} from './written-calls.ts'

const LONG_AGO = new Date('2026-11-01T00:00:00Z')
const SEEDS = Array.from({length: 20}, (_, index) => index + 1)

/** What may happen to a log between two ingests. Everything that was ever written is expected once, at the end. */
const LIVES: Record<string, (calls: WrittenCalls) => void> = {
  'a torn last line is completed later': (calls) => {
    const bytes = Buffer.from(calls.lines())
    const cut = calls.pick(1, bytes.length)
    writeFileSync(calls.log('a.jsonl'), bytes.subarray(0, cut))
    expect(calls.ingest().problems).toEqual([])
    writeFileSync(calls.log('a.jsonl'), bytes.subarray(cut), {flag: 'a'})
    expect(calls.expectAll().problems).toEqual([])
  },
  'a log grows between two looks': (calls) => {
    calls.write('a.jsonl')
    for (let round = 0; round < 4; round++) {
      calls.expectAll()
      calls.append('a.jsonl')
    }
  },
  'a log grows while it is read': (calls) => {
    calls.write('a.jsonl')
    const [file] = discoverLogs([calls.log('a.jsonl')]).files
    calls.append('a.jsonl')
    const collector = new BatchCollector()
    readLog(file!, null, collector, (batch) => calls.ledger.post(batch))
    calls.append('a.jsonl')
    calls.ledger.post(collector.take())
  },
  'a log is renamed and a new one begun under its name': (calls) => {
    calls.write('a.jsonl')
    calls.ingest()
    if (calls.random() < 0.5) calls.append('a.jsonl')
    renameSync(calls.log('a.jsonl'), calls.log('a-1.jsonl'))
    calls.write('a.jsonl')
    calls.expectAll()
    calls.append('a-1.jsonl')
    calls.append('a.jsonl')
  },
  'a log is copied away and cut to nothing in its place': (calls) => {
    calls.write('a.jsonl', calls.lines(6))
    calls.ingest()
    copyFileSync(calls.log('a.jsonl'), calls.log('a-1.jsonl'))
    truncateSync(calls.log('a.jsonl'))
    if (calls.random() < 0.5) expect(calls.expectAll().files.truncated).toBe(1)
    calls.append('a.jsonl', calls.lines(2))
  },
  'a log is written anew, shorter': (calls) => {
    calls.write('a.jsonl', calls.lines(9))
    calls.ingest()
    calls.write('a.jsonl', calls.lines(1))
  },
  'a log is written anew, in the same size': (calls) => {
    const before = calls.write('a.jsonl', calls.lines(4))
    calls.ingest()
    const after = calls.lines(1)
    const size = Buffer.byteLength(before)
    calls.write('a.jsonl', after + `${' '.repeat(Math.max(0, size - Buffer.byteLength(after) - 1))}\n`)
    const now = new Date(Date.now() + 5000)
    utimesSync(calls.log('a.jsonl'), now, now)
  },
  'a log is written anew, longer': (calls) => {
    calls.write('a.jsonl', calls.lines(2))
    calls.ingest()
    calls.write('a.jsonl', calls.lines(12))
  },
  'a log is replaced by another file of the same size and time': (calls) => {
    const before = calls.write('a.jsonl', calls.lines(5))
    utimesSync(calls.log('a.jsonl'), LONG_AGO, LONG_AGO)
    calls.ingest()
    const after = calls.lines(1)
    const rest = Buffer.byteLength(before) - Buffer.byteLength(after) - 1
    calls.write('new', `${after}${' '.repeat(Math.max(0, rest))}\n`)
    utimesSync(calls.log('new'), LONG_AGO, LONG_AGO)
    renameSync(calls.log('new'), calls.log('a.jsonl'))
  },
  'a log is deleted, and another one takes its name': (calls) => {
    calls.write('a.jsonl')
    calls.ingest()
    rmSync(calls.log('a.jsonl'))
    if (calls.random() < 0.5) expect(calls.expectAll().files.vanished).toBe(1)
    calls.write('a.jsonl')
  },
  'a deleted log comes back': (calls) => {
    const text = calls.write('a.jsonl')
    utimesSync(calls.log('a.jsonl'), LONG_AGO, LONG_AGO)
    calls.ingest()
    rmSync(calls.log('a.jsonl'))
    calls.ingest()
    calls.write('a.jsonl', text)
    utimesSync(calls.log('a.jsonl'), LONG_AGO, LONG_AGO)
    calls.ingest()
    const row = calls.ledger.database.get('SELECT vanished FROM source WHERE path = ?', calls.log('a.jsonl'))
    expect(row).toEqual({vanished: 0})
    calls.append('a.jsonl')
  },
  'a log is copied, and both go on': (calls) => {
    calls.write('a.jsonl')
    if (calls.random() < 0.5) calls.ingest()
    copyFileSync(calls.log('a.jsonl'), calls.log('b.jsonl'))
    if (calls.random() < 0.5) calls.ingest()
    calls.append('a.jsonl')
    calls.append('b.jsonl')
  },
  'a folder of logs is renamed while they grow': (calls) => {
    calls.write('old/a.jsonl')
    calls.write('old/s/subagents/agent-b.jsonl')
    calls.ingest()
    renameSync(calls.log('old'), calls.log('new'))
    calls.append('new/a.jsonl')
    calls.append('new/s/subagents/agent-b.jsonl')
  },
  'a log vanishes between the walk and the reading': (calls) => {
    const text = calls.write('a.jsonl')
    const [file] = discoverLogs([calls.log('a.jsonl')]).files
    rmSync(calls.log('a.jsonl'))
    const collector = new BatchCollector()
    expect(readLog(file!, null, collector, () => {})).toBe('unreadable')
    calls.write('a.jsonl', text)
  },
}

test.each(Object.keys(LIVES))('nothing is lost or doubled when %s', (life) => {
  for (const seed of SEEDS) {
    const calls = new WrittenCalls(seed)
    try {
      LIVES[life]!(calls)
      calls.expectAll()
      expect(calls.expectAll().files.read).toBe(0)
    } finally {
      calls.end()
    }
  }
})

test('lines without any id are not doubled when their log is renamed', () => {
  const calls = new WrittenCalls(1)
  try {
    const text = calls.lines(5).replaceAll(/"(id|requestId|uuid)":"[^"]*",?/g, '')
    calls.write('a.jsonl', text)
    calls.expectAll()
    renameSync(calls.log('a.jsonl'), calls.log('b.jsonl'))
    calls.append('b.jsonl', calls.lines(3).replaceAll(/"(id|requestId|uuid)":"[^"]*",?/g, ''))
    calls.expectAll()
    expect(calls.expectAll().files).toMatchObject({seen: 1, read: 0, vanished: 0})
  } finally {
    calls.end()
  }
})

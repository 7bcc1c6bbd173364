import {join} from 'node:path'
import {expect, test} from 'vitest'
import {ledgerReader} from '../../../src/io/ledger/ledger-reader.ts'
import {writeCalls, type WrittenCall} from '../../cli/written-calls.ts'
import {ingestFolder, openTestLedger} from './test-ledger.ts'

const EVER = {fromMs: null, toMs: null}

function readerOf(calls: readonly WrittenCall[]) {
  const ledger = openTestLedger()
  ingestFolder(ledger, join(writeCalls(calls), 'claude', 'projects'))
  return ledgerReader(ledger.database)
}

const calls: readonly WrittenCall[] = [
  {at: '2026-10-01T10:00:00Z', output: 1, session: 'ab1'},
  {at: '2026-10-03T10:00:00Z', output: 2, session: 'ab1'},
  {at: '2026-10-02T10:00:00Z', output: 4, session: 'ab2'},
  {at: '2026-10-04T10:00:00Z', output: 8, session: 'c'},
]

test('sessions are found by their beginning, the last active first', () => {
  const reader = readerOf(calls)
  expect(reader.latestSession()).toBe('c')
  expect(reader.sessionIds('ab')).toEqual(['ab1', 'ab2'])
  expect(reader.sessionIds('')).toEqual(['c', 'ab1', 'ab2'])
  expect(reader.sessionIds('d')).toEqual([])
  expect(readerOf([]).latestSession()).toBeNull()
  expect(readerOf([{at: null, output: 1, session: 'undated'}]).latestSession()).toBe('undated')
})

test('a filter on sessions counts all their calls, dated or not, and those of no other', () => {
  const reader = readerOf([...calls, {at: null, output: 16, session: 'c'}])
  const outputOf = (...patterns: string[]) => {
    const filters = [{dimension: 'session', patterns}] as const
    const {whole} = reader.group({bounds: EVER, by: ['model'], filters, timezone: 'UTC', monthStart: 1})
    expect(reader.sessions(EVER, filters, -1)).toHaveLength(whole.sessions)
    expect([...reader.calls({bounds: EVER, filters})]).toHaveLength(Number(whole.amounts.calls))
    return whole.amounts.totals(0, [], []).tokens.output
  }
  expect([outputOf('ab1'), outputOf('ab'), outputOf('c'), outputOf('ab2', 'c')]).toEqual([3n, 7n, 24n, 28n])
  expect([outputOf('?b*'), outputOf('*'), outputOf('none')]).toEqual([7n, 31n, 0n])
})

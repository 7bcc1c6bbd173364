import {join} from 'node:path'
import {expect, test} from 'vitest'
import {modelUsage} from '../../../src/io/ledger/model-usage.ts'
import {writeCalls} from '../../cli/written-calls.ts'
import {ingestFolder, openTestLedger} from './test-ledger.ts'

test('each model is counted over all sessions and kinds of rate, with its quarters of an hour; the unpriced ones apart', () => {
  const ledger = openTestLedger()
  const calls = [
    {at: '2026-10-01T10:05:00Z', model: 'a-gpt', input: 10, output: 1},
    {at: '2026-10-03T23:59:00Z', model: 'a-gpt', cacheRead: 5, cacheWrite1h: 7, session: 'two'},
    {at: null, model: 'b-gpt', cacheWrite5m: 3},
    {at: '2026-10-02T10:00:00Z', output: 9},
  ]
  ingestFolder(ledger, join(writeCalls(calls), 'claude', 'projects'))
  const gptA = {
    model: 'a-gpt',
    calls: 2n,
    tokens: {input: 10n, output: 1n, cacheRead: 5n, cacheWrite5m: 0n, cacheWrite1h: 7n},
    firstMs: Date.UTC(2026, 9, 1, 10),
    lastMs: Date.UTC(2026, 9, 3, 23, 45),
  }
  const unpriced = modelUsage(ledger.database, 'unpriced')
  expect(unpriced).toHaveLength(2)
  expect(unpriced).toContainEqual(gptA)
  expect(unpriced.find(({model}) => model === 'b-gpt')).toMatchObject({calls: 1n, firstMs: null, lastMs: null})
  expect(modelUsage(ledger.database, 'all').map(({model, calls}) => `${model} ${calls}`)).toEqual([
    'a-gpt 2',
    'b-gpt 1',
    'claude-opus-4-5-20251101 1',
  ])
})

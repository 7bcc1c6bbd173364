import {expect, test} from 'vitest'
import {pick, seededRandom} from '../../fixtures/seeded-random.ts'
import type {Usage} from '../../src/core/log/copy.ts'
import {logPlace} from '../../src/core/log/log-place.ts'
import {readLine} from '../../src/core/log/read-line.ts'
import {startContext} from '../../src/core/log/reader-context.ts'
import {BatchCollector, type Batch} from '../../src/io/ledger/batch.ts'
import {rollupErrors} from '../io/ledger/ledger-content.ts'
import {openTestLedger} from '../io/ledger/test-ledger.ts'
import {mutateLine, sampleLines} from './mutated-lines.ts'

const LINES = 100_000
const LINES_PER_BATCH = 5000

function counts({tokens, webSearches}: Usage): number[] {
  return [...Object.values(tokens), webSearches]
}

/** Counts in a batch that no sum may ever meet. */
function unsound(batch: Batch): unknown[] {
  return batch.calls.filter(({atMs, best}) => {
    const numbers = [best.usage, ...best.iterations.map(({usage}) => usage)].flatMap(counts)
    const isTimeSound = atMs === null || (Number.isSafeInteger(atMs) && atMs >= 0)
    return (
      !isTimeSound || numbers.some((number) => !Number.isSafeInteger(number) || number < 0 || Object.is(number, -0))
    )
  })
}

test('no mutated line makes the reader or the ledger fail, or leaves a broken count behind', () => {
  const random = seededRandom(20_261_120)
  const lines = sampleLines()
  const ledger = openTestLedger()
  const collector = new BatchCollector()
  const places = ['/p/s1.jsonl', '/p/s1/subagents/agent-a1.jsonl', '/p/s1/subagents/agent-acompact-1.jsonl'].map(
    (path) => ({
      place: logPlace(path),
      context: startContext(path.includes('agent-')),
    }),
  )
  let read = 0
  for (let count = 1; count <= LINES; count++) {
    const {place, context} = pick(random, places)
    const line = mutateLine(pick(random, lines), pick(random, lines), random)
    if (readLine(line, count * 10, place, context, collector)) read++
    if (count % LINES_PER_BATCH > 0) continue
    const batch = collector.take()
    expect(unsound(batch)).toEqual([])
    ledger.post(batch)
  }
  expect(read).toBeGreaterThan(LINES / 3)
  expect(rollupErrors(ledger.database)).toEqual([])
  expect(ledger.database.get('PRAGMA integrity_check')).toEqual({integrity_check: 'ok'})
  ledger.close()
}, 60_000)

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {pick, seededRandom, wholeBetween, type Random} from '../../fixtures/seeded-random.ts'
import type {Usage} from '../../src/core/log/copy.ts'
import {logPlace} from '../../src/core/log/log-place.ts'
import {readLine} from '../../src/core/log/read-line.ts'
import {startContext} from '../../src/core/log/reader-context.ts'
import {BatchCollector, type Batch} from '../../src/io/ledger/batch.ts'
import {rollupErrors} from '../io/ledger/ledger-content.ts'
import {openTestLedger} from '../io/ledger/test-ledger.ts'

const LINES = 100_000
const LINES_PER_BATCH = 5000

/** Values that have broken readers of JSON before. */
const VALUES =
  '-1|1.5|1e400|-1e400|9007199254740991|9007199254740992|-0|0.0|1e2|1E-2|"12"|""|null|true|[]|{}|[[]]|"\\u0000"|"\\ud800"|"__proto__"|{"__proto__":{"output_tokens":7}}|{"type":"compaction","output_tokens":5}|"9999-12-31T23:59:59.999Z"|"2026-02-30T00:00:00Z"|"0000-00-00T00:00:00.000Z"'.split(
    '|',
  )

/** Real shapes of lines: those of the demo and of the hostile worlds. */
function samples(): string[] {
  const fixtures = join(import.meta.dirname, '../../fixtures')
  const files = ['demo/claude/projects', 'worlds'].flatMap((folder) =>
    readdirSync(join(fixtures, folder), {recursive: true, encoding: 'utf8'})
      .filter((path) => path.endsWith('.jsonl'))
      .sort()
      .slice(0, 40)
      .map((path) => join(fixtures, folder, path)),
  )
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(0, 60))
  return lines.filter((line) => line.length > 20 && line.length < 4000)
}

/** Breaks a line in one of the ways in which lines break, or changes a value into one that nobody expects. */
function mutate(line: string, other: string, random: Random): string {
  const at = wholeBetween(random, 0, line.length)
  switch (wholeBetween(random, 0, 6)) {
    case 0:
      return line.slice(0, at)
    case 1:
      return line.slice(0, at) + String.fromCharCode(wholeBetween(random, 0, 0xffff)) + line.slice(at + 1)
    case 2:
      return line.slice(0, at) + other.slice(at)
    case 3:
      return line.slice(0, at) + line.slice(wholeBetween(random, at, line.length))
    default: {
      const fields = [...line.matchAll(/":(?:"(?:[^"\\]|\\.)*"|-?[\d.eE+-]+|null|true|false|\{\}|\[\])/g)]
      if (fields.length === 0) return line
      const field = pick(random, fields)
      return `${line.slice(0, field.index)}":${pick(random, VALUES)}${line.slice(field.index + field[0].length)}`
    }
  }
}

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
  const lines = samples()
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
    const line = mutate(pick(random, lines), pick(random, lines), random)
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

import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root} from '../../../scripts/bundles.ts'
import {readCells} from '../../../src/io/ledger/query/cells.ts'
import {groupCalls} from '../../../src/io/ledger/query/group-calls.ts'
import {onSpan} from '../../../src/io/ledger/query/on-span.ts'
import {ingestFolder, openTestLedger} from './test-ledger.ts'

test.each([
  ['everything', null, null],
  ['a span of whole quarters', Date.UTC(2026, 9, 10), Date.UTC(2026, 10, 10)],
  ['a span that cuts quarters on both sides', Date.UTC(2026, 9, 10, 10, 7), Date.UTC(2026, 10, 10, 11, 1, 2)],
  ['a span within one quarter', Date.UTC(2026, 9, 10, 10, 1), Date.UTC(2026, 9, 10, 10, 9)],
  ['until some time', null, Date.UTC(2026, 10, 1, 10, 7)],
])('%s gets the same answers from sums that were made first', (_, fromMs, toMs) => {
  const ledger = openTestLedger()
  ingestFolder(ledger, join(root, 'fixtures/demo/claude/projects'))
  const {database} = ledger
  const bounds = {fromMs, toMs}
  const answers = () => [
    ...(['model', 'skill', 'session'] as const).map((dimension) =>
      groupCalls(database, {bounds, by: [dimension], filters: [], timezone: 'UTC', monthStart: 1}),
    ),
    readCells(database, {bounds, filters: []}),
  ]
  const direct = answers()
  expect(onSpan(database, bounds, answers)).toEqual(direct)
  expect(answers()).toEqual(direct)
})

import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root} from '../../../scripts/bundles.ts'
import {DIMENSIONS, type Dimension} from '../../../src/core/attribution/dimension.ts'
import {groupCalls} from '../../../src/io/ledger/query/group-calls.ts'
import {ingestFolder, openTestLedger} from './test-ledger.ts'

const ledger = openTestLedger()
ingestFolder(ledger, join(root, 'fixtures/demo/claude/projects'))

/** Money by value of the first dimension, in picodollars. */
function moneyBy(...by: [Dimension, ...Dimension[]]): Map<string | null, bigint> {
  const bounds = {fromMs: null, toMs: null}
  const {groups} = groupCalls(ledger.database, {bounds, by, filters: [], timezone: 'UTC', monthStart: 1})
  const money = new Map<string | null, bigint>()
  for (const {values, amounts} of groups) {
    const [value] = values
    money.set(value!, (money.get(value!) ?? 0n) + amounts.spentPicodollars)
  }
  return new Map([...money].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)))
}

test.each(DIMENSIONS)('%s has the same values with the same money alone and beside what splits calls', (dimension) => {
  const alone = moneyBy(dimension)
  for (const others of [['skill'], ['tool'], ['mcpServer'], ['tool', 'mcpServer'], ['skill', 'tool']] as const) {
    if (others.some((other) => other === dimension)) continue
    expect(moneyBy(dimension, ...others)).toEqual(alone)
  }
})

import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {compareSides} from '../../../src/core/diff/compare-sides.ts'
import {isSnapshotFault, parseSnapshot} from '../../../src/core/snapshot/parse-snapshot.ts'
import type {SpendSide} from '../../../src/core/snapshot/spend-side.ts'

const summary = {exportedAt: '2026-10-31T20:00:00Z', total_cost_usd: 1}
const read = (name: string): SpendSide => {
  const result = parseSnapshot(
    readFileSync(new URL(`../../../fixtures/snapshots/${name}.json`, import.meta.url), 'utf8'),
  )
  if (isSnapshotFault(result)) throw new Error(result.where)
  return result
}

test('a summary of ruflo-cost-tracker says its sums; what it lacks is not known', () => {
  const side = read('seed-summary')
  expect(side).toMatchObject({
    costPicodollars: 12_500_000_000_000n,
    sessions: 5,
    calls: null,
    tokens: null,
    unpriced: null,
    cells: null,
    git: {branch: 'main', dirty: false},
  })
  expect(side.costBy.tier?.get('opus')).toBe(10_000_000_000_000n)
})

test('two summaries are compared by model and tier, in either form of rows', () => {
  const [base, current] = [read('seed-summary'), read('seed-summary-later')]
  const {delta, rows, causes} = compareSides(base, current, ['tier'])
  expect(delta.pct).toBe(60)
  expect(causes).toBeNull()
  expect(rows.map(({key, status, deltaPicodollars}) => [key.tier, status, Number(deltaPicodollars) / 1e12])).toEqual([
    ['haiku', 'new', 6],
    ['opus', 'changed', 4],
    ['sonnet', 'gone', -2.5],
  ])
})

test('rows, git and sessions may be missing or odd', () => {
  const odd = {...summary, git: {sha: 5, branch: null}, sessionCount: 'many', byTier: [{cost_usd: 1}], byModel: 7}
  const side = parseSnapshot(JSON.stringify(odd))
  expect(side).toMatchObject({git: {sha: null, branch: null, dirty: false}, sessions: null})
  expect(isSnapshotFault(side) ? null : side.costBy.tier).toEqual(new Map([['(none)', 1_000_000_000_000n]]))
})

test.each([
  ['total_cost_usd', {...summary, total_cost_usd: -1}],
  ['byModel.a', {...summary, byModel: {a: {}}}],
  ['byModel.a', {...summary, byModel: {a: 1e300}}],
  ['byTier.(none)', {...summary, byTier: [5, 'x']}],
  ['exportedAt', {...summary, exportedAt: 'yesterday'}],
])('an amount at %s that is none is a fault', (where, value) => {
  expect(parseSnapshot(JSON.stringify(value))).toMatchObject({code: 'SNAPSHOT_UNREADABLE', where})
})

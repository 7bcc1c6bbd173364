import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readEvents} from '../../../src/io/ledger/events.ts'
import {settleOrphanRate} from '../../../src/io/ledger/orphan-rate.ts'
import {GateWorld} from '../../gate/gate-world.ts'
import {ingestFolder, openTestLedger} from './test-ledger.ts'

const NOW = Date.parse('2026-10-04T12:00:00Z')

function world() {
  const logs = new GateWorld()
  const ledger = openTestLedger()
  const projects = join(logs.home, 'claude', 'projects')
  let minute = 0
  const at = () => new Date(NOW - 3_600_000 + minute++ * 1000).toISOString()
  return {
    owned: () => logs.spend('s', 0.01, {at: at()}),
    orphan: () => logs.spend('s', 0.01, {at: at(), file: join(projects, '-p', 's', 'subagents', 'agent-a.jsonl')}),
    settle: () => {
      ingestFolder(ledger, projects)
      settleOrphanRate(ledger.database, 0.5, NOW)
      return readEvents(ledger.database, 0, null, 100)
    },
  }
}

test('the rate of orphans is reported once when it is crossed, and again only after it had come back', () => {
  const {owned, orphan, settle} = world()
  expect(settle()).toEqual([])
  owned()
  orphan()
  expect(settle()).toEqual([])
  orphan()
  const [first] = settle()
  expect(first).toMatchObject({
    event: 'pech.attribution.orphan_rate.crossed',
    payload: {orphan_count: 2, total_count: 3, orphan_rate: 2 / 3, threshold: 0.5},
  })
  orphan()
  expect([settle().length, settle().length]).toEqual([1, 1])
  for (let count = 0; count < 4; count++) owned()
  expect(settle()).toHaveLength(1)
  for (let count = 0; count < 4; count++) orphan()
  expect(settle()).toHaveLength(2)
})

test('only the last hundred calls count', () => {
  const {owned, orphan, settle} = world()
  for (let count = 0; count < 60; count++) orphan()
  for (let count = 0; count < 70; count++) owned()
  expect(settle()).toEqual([])
})

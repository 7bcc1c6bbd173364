import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {BudgetRule} from '../../../src/core/budget/budget.ts'
import {budgetDays, type BudgetKey} from '../../../src/io/ledger/budget-days.ts'
import {writeCalls, type WrittenCall} from '../../cli/written-calls.ts'
import {ingestFolder, openTestLedger} from './test-ledger.ts'

const everything: BudgetRule = {
  name: 'all',
  alternatives: [[]],
  except: [],
  each: null,
  window: 'month',
  limitPicodollars: 1n,
  limitField: 'limit_usd',
  thresholds: [],
  onBreach: 'warn',
  gracePicodollars: 0n,
  onUnpriced: 'warn',
}
const opus = {dimension: 'model', patterns: ['claude-opus-5']} as const
const rules: readonly BudgetRule[] = [
  everything,
  {...everything, alternatives: [[opus]]},
  {...everything, alternatives: [[{dimension: 'model', patterns: ['claude-*']}]], except: [opus]},
  {...everything, alternatives: [[{dimension: 'model', patterns: ['gpt']}]]},
]

const budgets: readonly BudgetKey[] = rules.map((rule) => ({rule, key: ''}))
const span = {fromMs: Date.UTC(2026, 9, 1), toMs: Date.UTC(2026, 9, 31), timezone: 'UTC'}

const MODELS = ['claude-opus-5', 'claude-sonnet-5']

const calls = Array.from({length: 28}, (_, index): WrittenCall => {
  const label = String(index + 1).padStart(2, '0')
  return {at: `2026-10-${label}T10:00:00Z`, model: MODELS[index % 2]!, output: 1000 * (index + 1), session: 'one'}
})

function ledgerOf(calls: readonly WrittenCall[], ledger = openTestLedger()) {
  ingestFolder(ledger, join(writeCalls(calls), 'claude', 'projects'))
  return ledger
}

test('what budgets spent on days that are over is added up once, and anew when one of their calls comes late', () => {
  const ledger = ledgerOf(calls)
  const asked = () => budgetDays(ledger.database, budgets, span)
  const kept = () => ledger.database.get("SELECT count(*) AS n FROM spend_cache WHERE timezone LIKE 'UTC [%'")?.['n']
  const first = asked()
  expect(first.map(({day}) => day).slice(0, 2)).toEqual(['2026-10-01', '2026-10-02'])
  expect(first[9]?.usd[0]).toBeGreaterThan(first[0]?.usd[0] ?? 0)
  for (const {usd} of first) expect((usd[1] ?? 0) + (usd[2] ?? 0)).toBeCloseTo(usd[0] ?? -1)
  expect(first.every(({usd}) => usd[3] === 0)).toBe(true)
  expect(kept()).toBe(budgets.length)
  expect(asked()).toEqual(first)
  ledger.database.run('UPDATE spend_cache SET json = replace(json, \'"2026-10-01":\', \'"2026-10-01":7\')')
  expect(asked()[0]).not.toEqual(first[0])
  expect(asked().slice(1)).toEqual(first.slice(1))
  ledgerOf([{...calls[0]!, id: 'late', session: 'two'}], ledger)
  expect(kept()).toBe(0)
  expect(asked()[0]?.usd[0]).toBeCloseTo(2 * (first[0]?.usd[0] ?? -1))
})

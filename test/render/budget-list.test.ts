import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import type {BudgetList} from '../../src/core/budget/budget-list.ts'
import {judge, judgeRule} from '../../src/core/budget/verdict.ts'
import {budgetCheckAsText} from '../../src/render/budget-check.ts'
import {budgetListAsText} from '../../src/render/budget-list.ts'
import {textWidth} from '../../src/render/text-width.ts'
import {budgetsOf} from '../core/budget/documents.ts'
import {hostileNames} from './hostile-names.ts'

const NOW = Date.UTC(2026, 10, 20, 17)
const own = readFileSync(new URL('../../fixtures/budgets/own.yaml', import.meta.url), 'utf8')
const options = {columns: undefined, color: false, unicode: true, home: '/home/me', timezone: 'UTC'}

function listOf(key: string): BudgetList {
  const budgets = budgetsOf(own).budgets.rules.map((rule, index) => {
    const spent = {picodollars: (rule.limitPicodollars * BigInt(index)) / 5n, unpricedCalls: 0}
    const resetsAtMs = rule.window === 'month' ? Date.UTC(2026, 11, 1) : null
    const judged = judgeRule(rule, {key: rule.each === null ? '' : key, window: 'w', resetsAtMs}, spent)
    return {judged, reachedAtMs: [null, NOW + 3 * 86_400_000, NOW + 3_600_000, null, null, NOW, NOW][index] ?? null}
  })
  const file = '/home/me/budgets.yaml'
  return {generatedAtMs: NOW, timezone: 'UTC', done: null, budgets, findings: [], file, problems: []}
}

const checkOf = ({budgets, ...list}: BudgetList, columns: number | undefined) => {
  const judgement = judge(
    budgets.map(({judged}) => judged),
    false,
  )
  return budgetCheckAsText({...list, judgement, budgets: budgets.length}, {...options, columns})
}

test.each([60, 80, 120, 200])('the list and the check fit %i columns', (columns) => {
  const hostile = columns === 60 ? hostileNames : []
  for (const key of ['b863921c-1b0d-493d-ad54-f37806520051', 'k'.repeat(300), ...hostile]) {
    const list = listOf(key)
    for (const text of [budgetListAsText(list, {...options, columns}), checkOf(list, columns)]) {
      for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(columns)
    }
  }
})

test('with room no name is cut, and soon is said to the minute: on a terminal as of now', () => {
  const text = budgetListAsText(listOf('acme'), {...options, columns: 200})
  expect(text).toContain('project "**/shop", branch "main" or "release/*" this month')
  expect(text).toMatch(/arm "client-x" this month \(client x\) .* \$0\.00 .* 0% .*hard_stop .*2026-12-01/)
  expect(text).toMatch(/ today 18:00/)
  expect(budgetListAsText(listOf('acme'), options)).toMatch(/ 2026-11-20 18:00/)
  expect(text).toMatch(/ 2026-11-23 /)
  expect(text).toMatch(/skill "wixie:\*" in the last 5h .* now /)
  expect(text).toContain('at the pace of the window so far')
  expect(checkOf(listOf('acme'), undefined).split('\n')[0]).toMatch(
    /^WARN: arm "acme" spent \$60\.00 of \$50\.00 this month$/,
  )
})

test('where nothing of the file is understood, no budget judges', () => {
  const findings = [{code: 'KEY_UNKNOWN', where: 'budgets[0].x', line: 2, column: 5, facts: {}}] as const
  const list = {...listOf(''), budgets: [], findings}
  expect(checkOf(list, undefined)).toBe('OK: no budget of ~/budgets.yaml is in force\n')
})

test('a bar is full when the limit is reached, and in plain letters where there are no others', () => {
  const text = budgetListAsText(listOf('acme'), {...options, columns: 200, unicode: false})
  expect(text).toMatch(/this month \(client x\) +\.{12} /)
  expect(text).toMatch(/in the last 5h +#{12} /)
})

test('what was done is said first, and without budgets what to do', () => {
  const done = {what: 'removed', name: 'x\n'} as const
  expect(budgetListAsText({...listOf(''), done, budgets: []}, options)).toBe(
    'removed budget "x\\n" in ~/budgets.yaml\nNo budgets are set. Try `pech budget set --month 50`.\n',
  )
})

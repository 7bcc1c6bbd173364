import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {budgetLabel, budgetPeriod, budgetSubject} from '../../../src/core/budget/budget-label.ts'
import {budgetsOf} from './documents.ts'

const fixture = (name: string) =>
  budgetsOf(readFileSync(new URL(`../../../fixtures/budgets/${name}`, import.meta.url), 'utf8')).budgets.rules

test('a budget is called by whose it is and over what it counts, and by its own name', () => {
  expect(fixture('own.yaml').map((rule) => budgetLabel(rule, 'b863921c-1b0d-493d-ad54-f37806520051'))).toEqual([
    'arm "client-x" this month (client x)',
    'project "**/shop", branch "main" or "release/*" this month',
    'session "b863921c", tier "opus" in this session',
    'agent "Explore" today',
    'plugin "wixie" this week',
    'skill "wixie:*" in the last 5h',
    'arm "b863921c" this month (default)',
  ])
})

test('an arm with a cap is called like an arm with a budget, and a scope of everything by its name', () => {
  expect(fixture('arms.yaml').map((rule) => budgetLabel(rule, 'home'))).toEqual([
    'arm "client-x" this month',
    'arm "client-y" this month',
    'arm "home" this month (default)',
  ])
  expect(fixture('scopes.json').map((rule) => budgetLabel(rule, ''))).toEqual([
    'budget "session/total" in this session',
    'tier "opus" in this session (session/opus)',
    'budget "hour/total" this hour',
    'budget "day/total" today',
    'tier "opus" today (day/opus)',
    'budget "month/total" this month',
  ])
})

test('what each value has, is not said twice', () => {
  const rule = {name: 'n', alternatives: [[{dimension: 'arm', patterns: ['c*']}]], each: 'arm'} as const
  expect(budgetSubject(rule, 'client')).toBe('arm "client"')
  expect(budgetPeriod({spanMs: 1_800_000})).toBe('in the last 30min')
})

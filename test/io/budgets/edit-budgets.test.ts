import {copyFileSync, existsSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {readBudgets} from '../../../src/io/budgets/budgets-file.ts'
import {removeBudget, setBudget} from '../../../src/io/budgets/edit-budgets.ts'
import {freshHome} from '../../run-pech.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/budgets/${name}`, import.meta.url))

/** A copy of a fixture, where an edit may be made. */
function copyOf(name: string, as = 'budgets.yaml') {
  const home = freshHome()
  copyFileSync(fixture(name), join(home, as))
  const path = join(home, 'budgets.yaml')
  return {path, text: () => readFileSync(join(home, as), 'utf8')}
}

/** Lines that stand in one text and not in the other. */
const changed = (before: string, after: string) => ({
  gone: before.split('\n').filter((line) => !after.includes(line)),
  added: after.split('\n').filter((line) => !before.includes(line)),
})

test('a new budget stands at the end of the list, and every comment stays where it was', () => {
  const {path, text} = copyOf('own.yaml')
  const before = text()
  setBudget(path, {name: 'night', match: {arm: 'ops'}, window: 'day', limit_usd: 3, on_breach: 'hard_stop'})
  expect(changed(before, text())).toEqual({
    gone: [],
    added: ['  - name: night', '      arm: ops'],
  })
  expect(readBudgets(path).budgets.rules.map(({name}) => name)).toContain('night')
})

test('setting a budget that is there changes its fields alone', () => {
  const {path, text} = copyOf('own.yaml')
  const before = text()
  setBudget(path, {name: 'client x', limit_usd: 250})
  expect(changed(before, text())).toEqual({gone: ['    limit_usd: 200'], added: ['    limit_usd: 250']})
  expect(text()).toContain('grace_pct: 110 # a tenth on top')
})

test('a budget is also found by the name that it has without one', () => {
  const {path, text} = copyOf('own.yaml')
  expect(removeBudget(path, 'agent Explore day')).toBe(true)
  expect(text()).not.toContain('Explore')
  expect(text()).toContain('# Amounts are US dollars.')
  expect(removeBudget(path, 'agent Explore day')).toBe(false)
})

test('a list of arms in JSON stays JSON, and keeps its arms', () => {
  const {path, text} = copyOf('arms.json', 'budgets.json')
  setBudget(path, {name: 'night', window: 'day', limit_usd: 3})
  expect(() => JSON.parse(text())).not.toThrow()
  expect(readBudgets(path).budgets.rules.map(({name}) => name)).toEqual([
    'arm client-x month',
    'arm client-y month',
    'night',
    'default',
  ])
})

test('what would be no budget is refused, and the file stays as it was', () => {
  const {path, text} = copyOf('own.yaml')
  const before = text()
  expect(() => setBudget(path, {name: 'bad', window: 'day', limit_usd: -1})).toThrow(/this is no budget: limit_usd/)
  expect(text()).toBe(before)
  writeFileSync(path, 'budgets: [')
  expect(() => setBudget(path, {name: 'x', limit_usd: 1})).toThrow(/is no YAML/)
  writeFileSync(path, 'budgets: 5\n')
  expect(() => removeBudget(path, 'x')).toThrow(/no list/)
})

test('without a file one is made, for its owner alone', () => {
  const path = join(freshHome(), 'new', 'budgets.yaml')
  setBudget(path, {name: 'month', window: 'month', limit_usd: 50})
  expect([existsSync(path), readBudgets(path).budgets.rules.length]).toEqual([true, 1])
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
})

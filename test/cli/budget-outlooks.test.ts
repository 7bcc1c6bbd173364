import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {budgetOutlooks} from '../../src/cli/budget-outlooks.ts'
import {budgetStanding} from '../../src/cli/budget-standing.ts'
import {compose} from '../../src/cli/composition.ts'
import {look} from '../../src/cli/look.ts'
import {demoWorld} from '../demo-world.ts'

test('a forecast of days tells of budgets that a day ends, and of no other', () => {
  const env = demoWorld()
  const windows = ['session', 'hour', 'day', 'week', 'month', '7d'].map(
    (window) => `  - {name: ${window}, window: ${window}, limit_usd: 1000}\n`,
  )
  const budgets = `budgets:\n${windows.join('')}  - {name: tool, match: {tool: Bash}, limit_usd: 1000}\n`
  writeFileSync(join(env.PECH_HOME, 'budgets.yaml'), budgets)
  const ports = compose({env, timezone: 'UTC', ingest: true, quiet: true, demo: false})
  const {database} = look(ports).access.ledger
  const outlooks = budgetOutlooks(ports, database, budgetStanding(ports, database))
  expect(outlooks.map(({name, lastDay}) => [name, lastDay]).sort()).toEqual([
    ['day', '2026-11-20'],
    ['month', '2026-11-30'],
    ['week', '2026-11-22'],
  ])
})

import {expect, test} from 'vitest'
import {BUDGET_DIMENSIONS} from '../../src/core/budget/budget.ts'
import {EVENT_NAMES} from '../../src/core/events/event.ts'
import budgets from '../../schemas/budgets.schema.json' with {type: 'json'}
import event from '../../schemas/event.schema.json' with {type: 'json'}

test('the published schemas name what pech knows', () => {
  expect(budgets.$defs.dimension.enum).toEqual([...BUDGET_DIMENSIONS])
  expect(event.properties.event.enum).toEqual([...EVENT_NAMES])
})

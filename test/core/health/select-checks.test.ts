import {expect, test} from 'vitest'
import {CHECK_NAMES} from '../../../src/core/health/check.ts'
import {selectChecks} from '../../../src/core/health/select-checks.ts'

test('without a wish all checks are made', () => {
  expect(selectChecks([], [])).toEqual([...CHECK_NAMES])
})

test('lists may be separated by commas or repeated, and keep the order of the checks', () => {
  expect(selectChecks(['hooks, burn', 'budget'], [])).toEqual(['budget', 'burn', 'hooks'])
  expect(selectChecks(['hooks,burn'], ['burn,'])).toEqual(['hooks'])
  expect(selectChecks([], ['budget', 'anomaly,burn'])).toHaveLength(CHECK_NAMES.length - 3)
})

test('to skip all is a fault, not a pass', () => {
  expect(selectChecks([], [CHECK_NAMES.join(',')])).toEqual({code: 'CHECKS_ALL_SKIPPED'})
  expect(selectChecks(['burn'], ['burn'])).toEqual({code: 'CHECKS_ALL_SKIPPED'})
})

test('a name that there is not is a fault with the nearest one', () => {
  expect(selectChecks(['brun'], [])).toEqual({code: 'CHECK_UNKNOWN', name: 'brun', suggestion: 'burn'})
  expect(selectChecks([], ['zzzzzzzz'])).toEqual({code: 'CHECK_UNKNOWN', name: 'zzzzzzzz', suggestion: undefined})
})

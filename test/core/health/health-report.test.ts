import {expect, test} from 'vitest'
import type {Check, CheckStatus} from '../../../src/core/health/check.ts'
import {healthExitCode, healthVerdict} from '../../../src/core/health/health-report.ts'

const checks = (...statuses: readonly CheckStatus[]): Check[] =>
  statuses.map((status) => ({name: 'budget', status, finding: {code: 'BUDGET_NONE'}}))

test.each([
  [['pass', 'fail', 'unknown'], 'fail', 2, 2],
  [['pass', 'warn', 'unknown'], 'warn', 0, 1],
  [['pass', 'unknown'], 'unknown', 0, 1],
  [['pass', 'warn'], 'warn', 0, 0],
  [['pass'], 'pass', 0, 0],
] as const)('%j: verdict %s, exit code %d, strictly %d', (statuses, verdict, exitCode, strictly) => {
  expect(healthVerdict(checks(...statuses))).toBe(verdict)
  expect(healthExitCode(checks(...statuses), false)).toBe(exitCode)
  expect(healthExitCode(checks(...statuses), true)).toBe(strictly)
})

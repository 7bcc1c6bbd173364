import {expect, test} from 'vitest'
import type {StatusFacts} from '../../src/core/budget/status-facts.ts'
import {statusline} from '../../src/render/plain-statusline.ts'
import {textWidth} from '../../src/render/text-width.ts'
import {judgedOf} from './judged.ts'

const USD = 1_000_000_000_000n
const ALL: StatusFacts = {
  template: null,
  sessionPicodollars: 2n * USD,
  claudeSessionUsd: 1.9,
  todayPicodollars: 5n * USD,
  tightest: judgedOf('{budgets: [{match: {arm: client-x}, limit_usd: 10}]}', 799),
  broken: 0,
  durationMs: 1_800_000,
  cacheHitRatio: 0.829,
  contextPercent: 41.4,
  fiveHourPercent: 12,
  sevenDayPercent: 34.6,
  isComplete: true,
  hasLedger: true,
}
const line = (facts: Partial<StatusFacts>, columns?: string) => statusline({...ALL, ...facts}, columns)

test('all that is known stands in one line', () => {
  expect(line({})).toBe(
    '$2.00 session | $5.00 today | arm "client-x" this month $7.99 of $10.00 79% | $4.00/h | cache 82% | context 41% | 5h 12% | 7d 35%\n',
  )
})

test('without a ledger it says what Claude Code itself counts', () => {
  const bare = {sessionPicodollars: null, todayPicodollars: null, tightest: null, hasLedger: false, isComplete: false}
  expect(line({...bare, cacheHitRatio: null, contextPercent: null, fiveHourPercent: null, sevenDayPercent: null})).toBe(
    '$1.90 session | $3.80/h | no ledger\n',
  )
})

test('the first minute has no pace, and a file that is not understood is said', () => {
  expect(line({durationMs: 59_999, broken: 1})).toMatch(/^(?!.*\/h).*budgets\.yaml: see pech budget check\n$/)
  expect(line({isComplete: false})).toContain('logs are still being read')
})

test('a narrow terminal gets the most important parts, and never more than fits', () => {
  for (let columns = 1; columns <= 140; columns++) {
    expect(textWidth(line({}, String(columns)).trimEnd())).toBeLessThanOrEqual(columns)
  }
  expect(line({}, '80')).toBe('$2.00 session | $5.00 today | arm "client-x" $7.99 of $10.00 79% | context 41%\n')
  expect(line({}, '60')).toBe('$2.00 session | arm "client-x" $7.99 of $10.00 79%\n')
  expect(line({}, 'wide')).toBe(line({}))
})

test('a template is filled in; what is not known leaves nothing, what is no field stays', () => {
  expect(line({template: '{session}, {budget}{warning} {nonsense}'})).toBe(
    '$2.00 session, arm "client-x" this month $7.99 of $10.00 79% {nonsense}\n',
  )
  expect(line({template: '{today} \u001b[31m', todayPicodollars: null})).toBe('\\x1b[31m\n')
  expect(line({template: '{session} {session}'}, '15')).toBe('$2.00 session $\n')
})

import {expect, test} from 'vitest'
import type {HookAnswer} from '../../src/core/budget/hook-answer.ts'
import {hookOutput} from '../../src/render/plain-hook.ts'
import {judgedOf, verdictOf} from './judged.ts'

const CLIENT = '{budgets: [{match: {arm: client-x}, limit_usd: 10, on_breach: hard_stop}]}'
const NOTHING: HookAnswer = {
  event: 'PreToolUse',
  exitCode: 0,
  judgement: null,
  findings: [],
  budgetsFile: '/home/me/budgets.yaml',
  limiter: null,
  crossed: [],
  observed: null,
  start: null,
  troubles: [],
}
const said = (answer: Partial<HookAnswer>) =>
  hookOutput({...NOTHING, ...answer}, (path) => path.replace('/home/me', '~'))
const notice = (answer: Partial<HookAnswer>): unknown => JSON.parse(said(answer).stdout)

test('a hook with nothing to say says nothing', () => {
  expect(said({})).toEqual({stdout: '', stderr: ''})
})

test('a stop is said on stderr and nowhere else: that is what Claude Code shows', () => {
  expect(said({exitCode: 2, judgement: verdictOf(CLIENT, 1100), observed: 'dear'})).toEqual({
    stdout: '',
    stderr: 'pech: arm "client-x" spent $11.00 of $10.00 this month; raise limit_usd in ~/budgets.yaml to go on\n',
  })
})

test('a threshold that was passed is a notice, unless the budget only alerts', () => {
  const crossedBy = (text: string) => {
    const {rule} = judgedOf(text, 0)
    return [{rule, key: '', threshold: 80, spentPicodollars: 8_000_000_000_000n}]
  }
  expect(notice({crossed: crossedBy(CLIENT)})).toEqual({
    systemMessage: 'pech: arm "client-x" this month passed 80 % ($8.00 of $10.00)',
  })
  expect(said({crossed: crossedBy('{budgets: [{limit_usd: 10, on_breach: alert}]}')}).stdout).toBe('')
})

test('the limiter says how long to wait: as advice, or as the reason of a stop', () => {
  const empty = {granted: false, justEmptied: true, waitSeconds: 0.5, blocking: false, skill: 'commit'}
  expect(notice({limiter: empty})).toEqual({
    systemMessage:
      'pech: the tool calls of skill "commit" come faster than the limit (the next one fits in 0.5 s); nothing is stopped',
  })
  expect(JSON.stringify(notice({limiter: {...empty, waitSeconds: 10_000}}))).toContain('the next one fits in 2h 46m')
  expect(said({limiter: {...empty, justEmptied: false}}).stdout).toBe('')
  const forever = {...empty, skill: '(none)', waitSeconds: Infinity, blocking: true}
  expect(said({exitCode: 2, limiter: forever}).stderr).toBe(
    'pech: the tool calls of this session come faster than the limit (no more fit); wait, or raise rate_limit in config.yaml\n',
  )
})

test('a session begins with one line: today, the tightest budget, what is old', () => {
  const start = {
    todayPicodollars: 1_500_000_000_000n,
    incomplete: true,
    rateCard: {verifiedAt: '2026-01-01', ageDays: 100, severity: 'warning'},
  }
  expect(notice({event: 'SessionStart', start, judgement: verdictOf(CLIENT, 750)})).toEqual({
    hookSpecificOutput: {
      hookEventName: 'SessionStart',
      additionalContext:
        'pech: $1.50 spent today so far (logs are still being read); ' +
        'tightest budget: arm "client-x" this month, $7.50 of $10.00; the rate card is 100 days old',
    },
  })
})

test('trouble is one line on stderr each', () => {
  expect(said({exitCode: 1, troubles: [new Error('database is\n locked'), 'x']}).stderr).toBe(
    'pech: database is locked\npech: x\n',
  )
})

import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'

interface Money {
  readonly usd: number
  readonly picodollars: string
}

interface CacheAnswer {
  readonly schema: string
  readonly hitRatio: number
  readonly readSavings: Money
  readonly unreadWrites: Money
  readonly netBenefit: Money
  readonly byModel: readonly {readonly model: string; readonly netBenefit: Money}[]
  readonly byAgent: readonly {readonly agent: string; readonly netBenefit: Money}[]
  readonly rows?: readonly {readonly netBenefit: Money}[]
  readonly causes: readonly (Money & {readonly misses: number})[]
  readonly misses: readonly (Money & {readonly at: string; readonly callId: string; readonly cause: string})[]
}

function cache(...args: string[]): CacheAnswer {
  return JSON.parse(runPech(['cache', '--demo', '--json', ...args]).stdout)
}

const sum = (amounts: readonly Money[]) => amounts.reduce((total, {picodollars}) => total + BigInt(picodollars), 0n)

test('the net benefit is what reads saved less what was written and never read, for the whole and for every part', () => {
  const answer = cache()
  expect(answer.schema).toBe('pech/cache@1')
  const whole = BigInt(answer.readSavings.picodollars) - BigInt(answer.unreadWrites.picodollars)
  expect(BigInt(answer.netBenefit.picodollars)).toBe(whole)
  expect(sum(answer.byModel.map(({netBenefit}) => netBenefit))).toBe(whole)
  expect(sum(answer.byAgent.map(({netBenefit}) => netBenefit))).toBe(whole)
  expect(sum(cache('--by', 'arm,day').rows?.map(({netBenefit}) => netBenefit) ?? [])).toBe(whole)
})

test('the two dearest misses of the demo are the pauses of 17 November; the causes hold all misses', () => {
  const {misses, causes} = cache()
  expect(misses.slice(0, 2).map(({at, cause}) => [at.slice(0, 10), cause])).toEqual([
    ['2026-11-17', 'lifetime_passed'],
    ['2026-11-17', 'lifetime_passed'],
  ])
  expect(causes.reduce((total, group) => total + group.misses, 0)).toBe(misses.length)
  expect(sum(causes)).toBe(sum(misses))
})

test('the table says what was saved, what was lost, and why', () => {
  const {stdout} = runPech(['cache', '--demo'])
  expect(stdout).toMatch(/saved by these reads +\$289\.74/)
  expect(stdout).toMatch(/net benefit +\$280\.99/)
  expect(stdout).toMatch(/lifetime passed +9 /)
  expect(stdout).toMatch(/2026-11-17 \d\d:\d\d .*lifetime passed +2h 13m/)
})

test('without calls there is nothing to say', () => {
  expect(runPech(['cache']).stdout).toContain('No calls.')
})

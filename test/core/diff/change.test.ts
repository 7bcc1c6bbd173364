import {expect, test} from 'vitest'
import {changeOf, growsByMoreThanPct} from '../../../src/core/diff/change.ts'

test('a change is said in picodollars and in percent of what was before', () => {
  expect(changeOf(200n, 230n)).toEqual({
    basePicodollars: 200n,
    currentPicodollars: 230n,
    deltaPicodollars: 30n,
    pct: 15,
  })
  expect(changeOf(3n, 1n).pct).toBe(-66.666666)
})

test('from nothing there is no percentage, and any growth exceeds any', () => {
  expect(changeOf(0n, 0n).pct).toBe(0)
  expect(changeOf(0n, 100n).pct).toBeNull()
  expect(growsByMoreThanPct(changeOf(0n, 1n), 1_000_000)).toBe(true)
  expect(growsByMoreThanPct(changeOf(0n, 0n), 0)).toBe(false)
})

test('growth of exactly the limit does not exceed it', () => {
  expect(growsByMoreThanPct(changeOf(1000n, 1200n), 20)).toBe(false)
  expect(growsByMoreThanPct(changeOf(1000n, 1201n), 20)).toBe(true)
  expect(growsByMoreThanPct(changeOf(1000n, 1126n), 12.5)).toBe(true)
  expect(growsByMoreThanPct(changeOf(1000n, 1125n), 12.5)).toBe(false)
  expect(growsByMoreThanPct(changeOf(1000n, 500n), 0)).toBe(false)
})

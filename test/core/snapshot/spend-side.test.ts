import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {sideOfCells} from '../../../src/core/snapshot/spend-side.ts'

const name = {label: 'x', fromMs: null, toMs: null, git: null}
const [opus, sonnet] = worlds['base']!

test('a side counts what has no price apart from what has', () => {
  const estimated = {...opus!, rate: {...opus!.rate, status: 'estimated' as const}}
  const unpriced = {...sonnet!, rate: {...sonnet!.rate, status: 'unpriced' as const}}
  const side = sideOfCells(name, [opus!, estimated, unpriced], 3)
  expect(side.costPicodollars).toBe(sideOfCells(name, [opus!], null).costPicodollars)
  expect(side).toMatchObject({
    calls: 500n,
    sessions: 3,
    unpriced: {calls: 400n, callsWithoutEstimate: 300n, estimatePicodollars: side.costPicodollars},
  })
  expect(side.tokens?.output).toBe(1_000_000n)
})

test('no calls cost nothing', () => {
  expect(sideOfCells(name, [], null)).toMatchObject({costPicodollars: 0n, calls: 0n, unpriced: {calls: 0n}})
})

import {expect, test} from 'vitest'
import {reachedAtMs} from '../../../src/core/budget/pace.ts'

test('half the limit in half the window reaches it at its end, which is too late to be said', () => {
  expect(reachedAtMs(50n, 100n, {fromMs: 0, toMs: 1000, nowMs: 500})).toBe(null)
  expect(reachedAtMs(60n, 100n, {fromMs: 0, toMs: 1000, nowMs: 500})).toBe(833)
})

test('a window that moves along fills no further at a steady pace', () => {
  expect(reachedAtMs(50n, 100n, {fromMs: 0, toMs: null, nowMs: 500})).toBe(null)
  expect(reachedAtMs(100n, 100n, {fromMs: 0, toMs: null, nowMs: 500})).toBe(500)
})

test('a limit that is reached is reached now; without spending or time there is no pace', () => {
  expect(reachedAtMs(100n, 100n, {fromMs: 0, toMs: 1000, nowMs: 500})).toBe(500)
  expect(reachedAtMs(0n, 100n, {fromMs: 0, toMs: 1000, nowMs: 500})).toBe(null)
  expect(reachedAtMs(5n, 100n, {fromMs: 500, toMs: 1000, nowMs: 500})).toBe(null)
})

import {expect, test} from 'vitest'
import {configOf, findingsOf} from './config-text.ts'

test('by default 60 tool calls in a row and one per second, said but not stopped', () => {
  expect(configOf('').config.rateLimit).toEqual({
    enabled: true,
    blocking: false,
    capacity: 60,
    refillPerSecond: 1,
    perSkill: [],
  })
})

test('a skill inherits what it does not say, and what it says wrongly', () => {
  const {rateLimit} = configOf(
    'rate_limit: {capacity: 9, per_skill: {deploy: {capacity: 0, blocking: true}, x: }}',
  ).config
  expect(rateLimit.perSkill).toEqual([
    {skill: 'deploy', enabled: true, blocking: true, capacity: 9, refillPerSecond: 1},
  ])
})

test('a capacity is a whole number from 1 on; what comes back per second may be a fraction or nothing', () => {
  expect(findingsOf('rate_limit: {capacity: 1.5, refill_per_second: 0}')).toEqual([
    '1:24 rate_limit.capacity VALUE_UNEXPECTED',
  ])
  expect(findingsOf('rate_limit: {refill_per_second: -1, per_skill: {a: {burst: 3}, b: 7}}')).toEqual([
    '1:33 rate_limit.refill_per_second VALUE_UNEXPECTED',
    '1:53 rate_limit.per_skill.a.burst KEY_UNKNOWN',
    '1:67 rate_limit.per_skill.b VALUE_UNEXPECTED',
  ])
})

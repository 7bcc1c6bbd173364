import {expect, test} from 'vitest'
import {exportLearnings} from '../../../src/core/learning/export-learnings.ts'

const pattern = {observations: 5, muUsd: 0.3, sigmaUsd: 0.1, p50Usd: 0.2, p95Usd: 0.5, lastSession: 's1'}

test('patterns are exported in the shape of learnings.json, keys sorted', () => {
  const patterns = new Map([
    ['b', pattern],
    ['a', pattern],
    ['c', pattern],
  ])
  const exported = exportLearnings(patterns, '2026-01-02T03:04:05Z', 7)
  expect(exported).toEqual({
    version: 1,
    last_updated: '2026-01-02T03:04:05Z',
    n_sessions_accumulated: 7,
    patterns: {
      a: {n_observations: 5, mu_cost_usd: 0.3, sigma_cost_usd: 0.1, p50: 0.2, p95: 0.5, last_session: 's1'},
      c: {n_observations: 5, mu_cost_usd: 0.3, sigma_cost_usd: 0.1, p50: 0.2, p95: 0.5, last_session: 's1'},
      b: {n_observations: 5, mu_cost_usd: 0.3, sigma_cost_usd: 0.1, p50: 0.2, p95: 0.5, last_session: 's1'},
    },
  })
  expect(Object.keys(exported.patterns)).toEqual(['a', 'b', 'c'])
})

test('a key named __proto__ is a key like any other', () => {
  expect(Object.keys(exportLearnings(new Map([['__proto__', pattern]]), '', 1).patterns)).toEqual(['__proto__'])
})

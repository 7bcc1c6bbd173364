import {expect, test} from 'vitest'
import {usualCosts} from '../../../src/core/learning/usual-costs.ts'

const pattern = {observations: 40, muUsd: 0.5, sigmaUsd: 0.2, p50Usd: 0.45, p95Usd: 0.9, lastSession: 's'}
const patterns = new Map([
  ['(none):hook:unknown', pattern],
  ['tracker:tracker:triage:dev', {...pattern, muUsd: 1}],
])
const main = {plugin: '(none)', skill: null, role: null, calls: 10, usd: 6}
const triage = {plugin: 'tracker', skill: 'tracker:triage', role: 'dev', calls: 4, usd: 10}

test('a kind stands beside the pattern of its plugin, skill and role; the largest difference comes first', () => {
  const {kinds, sessions, unknownKinds} = usualCosts([main, triage, {...main, skill: 'commit'}], patterns, 7)
  expect({sessions, unknownKinds}).toEqual({sessions: 7, unknownKinds: 1})
  expect(kinds.map(({plugin, meanUsd, differenceUsd, isUsual}) => [plugin, meanUsd, differenceUsd, isUsual])).toEqual([
    ['tracker', 2.5, 6, false],
    ['(none)', 0.6, expect.closeTo(1), true],
  ])
})

test('a cheaper kind differs as much as a dearer one', () => {
  const [first] = usualCosts([main, {...triage, usd: 1}], patterns, 1).kinds
  expect(first).toMatchObject({plugin: 'tracker', differenceUsd: -3, isUsual: false})
})

test('where nothing is learned there is nothing to compare with, and kinds without calls do not count', () => {
  expect(usualCosts([main, {...triage, calls: 0, usd: 0}], new Map(), 0)).toEqual({
    sessions: 0,
    kinds: [],
    unknownKinds: 1,
  })
})

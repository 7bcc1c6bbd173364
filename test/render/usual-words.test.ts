import {expect, test} from 'vitest'
import {usualChart} from '../../src/render/html/usual-chart.ts'
import {changeInPercent, kindName, usualSummary} from '../../src/render/usual-words.ts'

const pattern = {observations: 9, muUsd: 0.5, sigmaUsd: 0.1, p50Usd: 0.4, p95Usd: 0.9, lastSession: 's'}
const kind = {plugin: 'tracker', skill: 'tracker:triage', role: null, calls: 4, usd: 4, meanUsd: 1, pattern}
const spike = {...kind, differenceUsd: 2, isUsual: false}

test('a kind is called by what is known of it, and a plugin is not said twice', () => {
  expect(kindName(kind)).toBe('tracker:triage')
  expect(kindName({...kind, skill: 'commit', role: 'dev'})).toBe('tracker · commit · dev')
  expect(kindName({plugin: '(none)', skill: null, role: null})).toBe('without plugin, skill and role')
})

test('a difference is told in percent of the usual, where there is a usual cost', () => {
  expect(changeInPercent(kind)).toBe('+100%')
  expect(changeInPercent({...kind, meanUsd: 0.25})).toBe('-50%')
  expect(changeInPercent({...kind, pattern: {...pattern, muUsd: 0}})).toBe('new')
})

test('the summary says what is unusual, what it amounts to, and where nothing is known', () => {
  const usual = {sessions: 3, kinds: [spike, {...kind, plugin: 'x', differenceUsd: -5, isUsual: true}], unknownKinds: 1}
  expect(usualSummary(usual)).toBe(
    '1 of 2 kinds of calls cost more than one standard deviation above or below the usual; all together $3.00 less than by the means learned from 3 sessions. Of 1 other kind nothing is learned yet.',
  )
  expect(usualSummary({...usual, kinds: []})).toContain('Nothing has been learned yet')
})

test('a page shows each kind beside its band, escaped, or says that nothing is learned; parts of calls have no section', () => {
  const usual = {sessions: 1, kinds: [{...spike, skill: '<b>'}], unknownKinds: 0}
  const {source} = usualChart(usual)
  expect(source).toContain('&lt;b&gt;')
  expect(source).toContain('<rect class="spread"')
  expect(source).toContain('class="now unusual"')
  expect(usualChart({...usual, kinds: []}).source).not.toContain('<svg')
  expect(usualChart(null).source).toBe('')
})

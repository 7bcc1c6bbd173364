import fc from 'fast-check'
import {expect, test} from 'vitest'
import {explainItem, markRepeated} from '../../../src/core/anomaly/anomaly.ts'
import {judgeItems} from '../../../src/core/anomaly/judge-items.ts'
import type {SpendItem} from '../../../src/core/anomaly/spend-item.ts'
import type {Verdict} from '../../../src/core/anomaly/verdict.ts'
import {madeItem} from './made-items.ts'

const figures = {expectedUsd: 0.001, score: 9, source: 'window', historyCalls: 3} as const

/** Above $1 is a spike, 0 is a drop, what costs less than a thousandth is learned from. */
function judge({usd}: SpendItem): Verdict {
  if (usd < 0) return {kind: 'invalid', reason: 'negative'}
  if (usd > 1) return {kind: 'spike', ...figures}
  return usd === 0 ? {kind: 'drop', ...figures} : {kind: 'usual', ...figures}
}

const always = () => true
const method = {judge, usualItems: 2, spikesAreUsual: false}

test('the parts of an excess add up to it, exactly, whatever came before', () => {
  const item = fc.tuple(fc.integer({min: 0, max: 1_000_000}), fc.integer({min: 0, max: 100_000}))
  fc.assert(
    fc.property(fc.array(item, {minLength: 1, maxLength: 9}), item, (before, last) => {
      const usual = before.map(([input, output], index) => madeItem(`${index}`, input, output))
      const verdict = {kind: 'spike', ...figures} as const
      const {cause, usd, expectedUsd} = explainItem('call', {item: madeItem('99', ...last), index: 0, verdict, usual})
      const {excess} = cause
      expect(excess?.parts.reduce((sum, {picodollars}) => sum + picodollars, 0n)).toBe(excess?.excessPicodollars)
      expect(Number(excess?.excessPicodollars) / 1e12).toBeCloseTo(usd - expectedUsd, 9)
    }),
  )
})

test('a spike is explained by the usual items before it, which hold no other spike', () => {
  const items = [
    madeItem('1', 1000),
    madeItem('2', 3000),
    madeItem('3', 9_000_000),
    madeItem('4', 8_000_000, 0, {model: 'large'}),
  ]
  const {found, checked} = judgeItems(items, method, always)
  expect([checked, found.length]).toEqual([4, 2])
  const [, second] = found.map((one) => explainItem('call', one))
  expect(second).toMatchObject({id: '4', index: 3, expectedUsd: 0.002, source: 'window', cause: {times: 4000}})
  expect(second?.cause.change).toMatchObject({
    contextTokens: {before: 2000, after: 8_000_000},
    model: {before: 'small', after: 'large'},
  })
})

test('a method that averages over spikes is explained with them', () => {
  const items = [madeItem('1', 1000), madeItem('2', 3_000_000), madeItem('3', 4_000_000)]
  const {found} = judgeItems(items, {...method, spikesAreUsual: true}, always)
  expect(found.at(-1)?.usual.map(({id}) => id)).toEqual(['1', '2'])
})

test('only the last usual items count, and only those of the key', () => {
  const items = [1, 2, 3, 4]
    .map((n) => madeItem(`${n}`, n * 1000))
    .concat(madeItem('5', 7, 0, {keys: ['other']}), madeItem('6', 5_000_000))
  const {found} = judgeItems(items, method, always)
  expect(found[0]?.usual.map(({id}) => id)).toEqual(['3', '4'])
})

test('a learned prior says what is expected, and there is nothing to explain it with', () => {
  const verdict = {kind: 'spike', ...figures, source: 'prior'} as const
  const anomaly = explainItem('call', {item: madeItem('9', 5_000_000), index: 0, verdict, usual: [madeItem('1', 10)]})
  expect(anomaly).toMatchObject({expectedUsd: 0.001, source: 'prior', cause: {excess: null, change: null, times: 5000}})
})

test('what was borrowed from similar keys counts as prior knowledge; its excess is explained', () => {
  const verdict = {kind: 'spike', ...figures, source: 'borrowed'} as const
  const anomaly = explainItem('call', {item: madeItem('9', 5_000_000), index: 0, verdict, usual: [madeItem('1', 10)]})
  expect(anomaly.source).toBe('prior')
  expect(anomaly.cause.excess?.excessPicodollars).toBe(4_999_990_000_000n)
})

test('where nothing was expected, no number of times is told', () => {
  const verdict = {kind: 'spike', ...figures, expectedUsd: 0} as const
  expect(explainItem('call', {item: madeItem('9', 5), index: 0, verdict, usual: []}).cause.times).toBeNull()
})

test('an open day that is cheap so far is no drop; a closed one is', () => {
  const items = [madeItem('1', 0), madeItem('2', 0, 0, {open: true})]
  expect(judgeItems(items, method, always).found.map(({item}) => item.id)).toEqual(['1'])
})

test('items before the period teach and are not counted; learning and flat ones are told apart', () => {
  const verdicts: Verdict[] = [
    {kind: 'learning', seen: 0, needed: 2},
    {kind: 'learning', seen: 1, needed: 2},
    {kind: 'flat', expectedUsd: 1, differs: true},
    {kind: 'flat', expectedUsd: 1, differs: false},
    {kind: 'invalid', reason: 'negative'},
  ]
  const items = verdicts.map((_, index) => madeItem(`${index}`, 5))
  const counts = judgeItems(items, {...method, judge: ({id}) => verdicts[Number(id)]!}, ({id}) => id !== '0')
  expect(counts).toEqual({checked: 4, learning: 1, flat: 2, differing: 1, found: []})
})

test('of a key and day the first alert counts; drops and other days are their own', () => {
  const {found} = judgeItems(
    [1, 2, 3].map((n) => madeItem(`${n}`, 9_000_000)),
    method,
    always,
  )
  const anomalies = found.map((one) => explainItem('call', one))
  const marked = markRepeated(
    anomalies,
    (atMs) => (atMs === 3000 ? 'Tuesday' : 'Monday'),
    (key) => key === 'key',
  )
  expect(marked.map(({repeated, dismissed}) => [repeated, dismissed])).toEqual([
    [false, true],
    [true, true],
    [false, true],
  ])
})

test('the usual model is the one that most of the usual calls had', () => {
  const usual = ['small', 'large', 'large', 'small', 'large'].map((model, index) =>
    madeItem(`${index}`, 1000, 0, {model, agent: index === 4 ? 'search' : 'main'}),
  )
  const verdict = {kind: 'spike', ...figures} as const
  const {cause} = explainItem('call', {item: madeItem('9', 5_000_000), index: 0, verdict, usual})
  expect(cause.change?.model).toEqual({before: 'large', after: 'small'})
  expect(cause.change?.agent).toBeNull()
})

import {expect, test} from 'vitest'
import {checkCompanions, numberFlag} from '../../src/cli/forecast-flags.ts'

test.each(['-1', '-0.5', '1e999', '0x10', '', 'much', '1,5'])('%j is no number of a score, share or amount', (text) => {
  expect(() => numberFlag('threshold', text, 'a score from 0 on')).toThrow(`--threshold ${text}: out of range`)
})

test('decimals and powers of ten are numbers', () => {
  expect(['0', '3.5', '.5', '1e-3', '2E2'].map((text) => numberFlag('threshold', text, ''))).toEqual([
    0, 3.5, 0.5, 0.001, 200,
  ])
})

test('a flag that means nothing alone is refused alone', () => {
  const typed = [{type: 'flag', flag: 'warmup'}, {type: 'arg'}]
  expect(() => checkCompanions(typed, {warmup: 20, days: 30})).toThrow('--warmup needs --backtest')
  expect(() => checkCompanions([{type: 'flag', flag: 'days'}], {backtest: true})).toThrow('--days needs --series')
  expect(() => checkCompanions(typed, {warmup: 20, backtest: true})).not.toThrow()
  expect(() => checkCompanions([], {warmup: 120, step: 7, days: 30})).not.toThrow()
})

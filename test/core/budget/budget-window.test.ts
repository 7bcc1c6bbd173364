import {expect, test} from 'vitest'
import {parseWindow, windowName} from '../../../src/core/budget/budget-window.ts'

test('windows are read as they are named', () => {
  for (const name of ['session', 'hour', 'day', 'week', 'month', '5h', '7d', '90min']) {
    expect(windowName(parseWindow(name) ?? 'session')).toBe(name)
  }
  expect(parseWindow('rolling 5h')).toEqual({spanMs: 18_000_000})
  expect(windowName(parseWindow('2w') ?? 'session')).toBe('14d')
})

test('what is no window is none', () => {
  expect(['year', '0h', '5min', '400d', '', '5 h'].map(parseWindow)).toEqual([null, null, null, null, null, null])
})

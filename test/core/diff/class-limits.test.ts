import {expect, test} from 'vitest'
import {classLimitNames, parseClassLimits} from '../../../src/core/diff/class-limits.ts'

test('a limit per class is read in any of the usual spellings', () => {
  expect(parseClassLimits('cache_write:50, output:25')).toEqual([
    {name: 'cache_write', classes: ['cacheWrite5m', 'cacheWrite1h'], pct: 50},
    {name: 'output', classes: ['output'], pct: 25},
  ])
  expect(parseClassLimits('cacheWrite5m:12.5%')).toEqual([
    {name: 'cache_write_5m', classes: ['cacheWrite5m'], pct: 12.5},
  ])
  expect(parseClassLimits('Web-Search:0')).toEqual([{name: 'web_search', classes: ['webSearch'], pct: 0}])
})

test('every class has a name', () => {
  for (const name of classLimitNames()) expect(parseClassLimits(`${name}:1`)).toMatchObject([{name}])
})

test.each(['', 'cache_write', 'cache_write:', 'cache_write:-5', 'thinking:10', 'output:1e3', 'output:5,,'])(
  '%j is no limit',
  (text) => {
    expect(parseClassLimits(text)).toHaveProperty('invalid')
  },
)

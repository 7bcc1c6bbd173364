import {expect, test} from 'vitest'
import {DIMENSIONS, type Dimension} from '../../../src/core/attribution/dimension.ts'
import {compileFilter} from '../../../src/core/report/filter.ts'

function matches(dimension: Dimension, ...patterns: string[]) {
  return compileFilter({dimension, patterns})
}

test('a value matches when any pattern does, as a whole', () => {
  const isWanted = matches('model', 'claude-opus-5', 'claude-haiku-4')
  expect(['claude-opus-5', 'claude-haiku-4', 'claude-opus-5-5', ''].map(isWanted)).toEqual([true, true, false, false])
  expect(matches('model')('claude-opus-5')).toBe(false)
})

test('stars and question marks are wild, all other signs stand for themselves', () => {
  expect(['claude-opus-5', 'claude-opus-5-5'].map(matches('model', '*opus*'))).toEqual([true, true])
  expect(['a.b', 'axb', 'a.bc'].map(matches('branch', 'a.?'))).toEqual([true, false, false])
  expect(['(x)[y]+', '(x)[y]'].map(matches('skill', '(x)[y]*'))).toEqual([true, true])
  expect(matches('branch', 'one*')('one\ntwo')).toBe(true)
})

test('a session is found by the beginning of its id', () => {
  const isWanted = matches('session', '5f1c')
  expect(['5f1c0a52', 'a5f1c', null].map(isWanted)).toEqual([true, false, false])
  expect(matches('session', '5f?c*')('5f1c0a52')).toBe(true)
})

test('a project is a path with what lies below it, or the name of its last folder', () => {
  expect(
    ['/home/mira/src/harbor', '/home/mira/src/harbor/api', '/home/mira/src/harbor-2'].map(
      matches('project', '/home/mira/src/harbor'),
    ),
  ).toEqual([true, true, false])
  expect(['/home/mira/src/harbor', 'harbor', '/home/harbor/x'].map(matches('project', 'harbor'))).toEqual([
    true,
    true,
    false,
  ])
})

test('a project of Windows is found by the same names, with either slash', () => {
  const projects = ['C:\\src\\harbor', 'C:\\src\\harbor\\api', 'C:\\src\\harbor-2']
  expect(projects.map(matches('project', 'harbor'))).toEqual([true, false, false])
  for (const pattern of ['C:/src/harbor', 'C:\\src\\harbor'])
    expect(projects.map(matches('project', pattern))).toEqual([true, true, false])
  expect(projects.map(matches('project', 'C:\\src\\*'))).toEqual([true, false, true])
})

test('a missing value goes by the name that reports give it', () => {
  for (const dimension of DIMENSIONS) {
    expect([matches(dimension, '(none)')(null), matches(dimension, 'unknown')(null)].filter(Boolean)).toHaveLength(1)
  }
  expect(matches('project', 'unknown')(null)).toBe(true)
  expect(matches('skill', '(none)')(null)).toBe(true)
})

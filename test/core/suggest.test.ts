import fc from 'fast-check'
import {expect, test} from 'vitest'
import {editDistance, suggest} from '../../src/core/suggest.ts'

test.each([
  ['reprot', 'report'],
  ['repor', 'report'],
  ['budgte check', 'budget check'],
  ['--quite', '--quiet'],
])('%s most likely meant %s', (word, meant) => {
  expect(suggest(word, ['report', 'budget check', '--quiet', 'trend'])).toBe(meant)
})

test('what resembles nothing suggests nothing', () => {
  expect(suggest('xyz', ['report', 'trend'])).toBeUndefined()
  expect(suggest('', ['a', 'report'])).toBeUndefined()
  expect(suggest('report', [])).toBeUndefined()
})

test('of equally near candidates the first is suggested', () => {
  expect(suggest('cat', ['car', 'cab'])).toBe('car')
  expect(suggest('cat', ['car', 'cat'])).toBe('cat')
})

test('the distance of known words is as published', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3)
  expect(editDistance('ca', 'ac')).toBe(1)
  // Each part of the word is edited once: this sets optimal string alignment (3) apart from the full Damerau distance (2).
  expect(editDistance('ca', 'abc')).toBe(3)
})

test('the distance is 0 for equal words alone, symmetric, and bounded by the longer word', () => {
  fc.assert(
    fc.property(fc.string({maxLength: 12}), fc.string({maxLength: 12}), (a, b) => {
      const edits = editDistance(a, b)
      expect(edits === 0).toBe(a === b)
      expect(edits).toBe(editDistance(b, a))
      expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length))
      expect(edits).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
    }),
  )
})

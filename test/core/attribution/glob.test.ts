import fc from 'fast-check'
import {expect, test} from 'vitest'
import {compileGlob, matchesWildcards} from '../../../src/core/attribution/glob.ts'

test.each([
  ['/src/harbor', '/src/harbor', true],
  ['/src/harbor', '/src/harbor/api', true],
  ['/src/harbor', '/src/harbor-2', false],
  ['/src/', '/src/harbor', true],
  ['/src/*', '/src/harbor', true],
  ['/src/*', '/src/harbor/api', false],
  ['/src/**', '/src/harbor/api', true],
  ['/src/**', '/src', true],
  ['/src/**', '/srcs', false],
  ['**/harbor', '/a/b/harbor', true],
  ['**/harbor', 'harbor', true],
  ['**/harbor', '/a/harbor2', false],
  ['/a/**/b', '/a/b', true],
  ['/a/**/b', '/a/x/y/b', true],
  ['/a**z', '/a/x/z', true],
  ['/src/h?rbor', '/src/harbor', true],
  ['/src/h?rbor', '/src/h/rbor', false],
  ['github.com/*/a.b', 'github.com/x/a.b', true],
  ['github.com/*/a.b', 'github.com/x/aXb', false],
])('the glob %s on %s says %s', (pattern, text, expected) => {
  expect(compileGlob(pattern)(text)).toBe(expected)
})

test('a pattern without wild signs matches itself, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[*?]/.test(text)),
      (text) => {
        expect(compileGlob(text)(text)).toBe(true)
        expect(compileGlob(`${text}*`)(text)).toBe(true)
      },
    ),
  )
})

test('wildcards match as a regular expression made of them does', () => {
  const signs = fc
    .array(fc.constantFrom('a', 'b', '*', '?', '.', '\n', '😀'), {maxLength: 8})
    .map((list) => list.join(''))
  fc.assert(
    fc.property(signs, signs, (pattern, text) => {
      const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')
      expect(matchesWildcards(pattern, text)).toBe(new RegExp(`^${source}$`, 'su').test(text))
    }),
    {numRuns: 2000},
  )
})

test.each([
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['a*b*c', 'a--b-b--c', true],
  ['a*b*c', 'a--b-b--', false],
  ['?', '😀', true],
  ['?b', 'a', false],
  ['*?', '😀', true],
  ['ab', 'ac', false],
])('the wildcards %s on %s say %s', (pattern, text, expected) => {
  expect(matchesWildcards(pattern, text)).toBe(expected)
})

import {expect, test} from 'vitest'
import {EMPTY_DOCUMENT} from '../../../src/core/config/settings-document.ts'
import {SettingsReader} from '../../../src/core/config/settings-reader.ts'

const reader = () => new SettingsReader(EMPTY_DOCUMENT)

function factsOf(judge: (reader: SettingsReader) => unknown) {
  const one = reader()
  judge(one)
  return one.findings.map(({facts}) => facts)
}

test('what is absent is no mistake and has no value', () => {
  const one = reader()
  expect([
    one.text(undefined, 'a'),
    one.number(undefined, 'a', {least: 0}),
    one.flag(undefined, 'a'),
    one.oneOf(undefined, ['x'], 'a'),
    one.texts(undefined, 'a'),
    one.items(undefined, 'a'),
    one.anyFields(undefined, 'a'),
  ]).toEqual([null, null, null, null, [], [], new Map()])
  expect(one.findings).toEqual([])
})

test.each([
  [{least: 0}, 'a number, 0 or more'],
  [{least: 0, above: true}, 'a number above 0'],
  [{least: 0, above: true, most: 60}, 'a number above 0, up to 60'],
  [{least: 1, most: 31, whole: true}, 'a whole number from 1 to 31'],
  [{least: 1, whole: true}, 'a whole number, 1 or more'],
])('the range %o is told as %s', (range, expected) => {
  expect(factsOf((one) => one.number('x', 'a', range))).toEqual([{expected, found: '"x"'}])
})

test('the ends of a range are in it, but for the least of what must be above it', () => {
  const range = {least: 1, most: 3}
  expect([1, 3, 0.9, 3.1].map((value) => reader().number(value, 'a', range))).toEqual([1, 3, null, null])
  expect([1, 1.1].map((value) => reader().number(value, 'a', {least: 1, above: true}))).toEqual([null, 1.1])
})

test.each([
  [[1], 'a list'],
  [{a: 1}, 'a mapping'],
  [null, 'nothing'],
  [true, 'true'],
  [1.5, '1.5'],
  ['x'.repeat(80), `"${'x'.repeat(56)}...`],
])('%o is shown as %s', (value, found) => {
  expect(factsOf((one) => one.unexpected(value, 'a', 'b'))).toEqual([{expected: 'b', found}])
})

test('what may be a secret is told by its kind', () => {
  const kinds = ['s3cr3t', 7, true, ['s3cr3t'], {a: 1}, null]
  expect(kinds.map((value) => factsOf((one) => one.unexpected(value, 'a', 'b', true))[0]?.['found'])).toEqual([
    'a text',
    'a number',
    'a boolean',
    'a list',
    'a mapping',
    'nothing',
  ])
})

test('a misspelt field is told with the one that was meant, a strange one with all there are', () => {
  expect(factsOf((one) => one.fields({tempalte: 1, zzz: 1}, '', ['template']))).toEqual([
    {key: 'tempalte', known: 'template', near: 'template'},
    {key: 'zzz', known: 'template'},
  ])
})

test('a field without a place has line 0', () => {
  expect(reader().lineOf('a')).toBe(0)
})

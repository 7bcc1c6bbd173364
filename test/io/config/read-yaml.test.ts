import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseConfig} from '../../../src/core/config/parse-config.ts'
import {readYaml} from '../../../src/io/config/read-yaml.ts'

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/configs/${name}`, import.meta.url), 'utf8')

test('values, and where each stands', () => {
  const {value, places, findings} = readYaml('a: 1\nb:\n  - x: [true, null]\n')
  expect([value, findings]).toEqual([{a: 1, b: [{x: [true, null]}]}, []])
  expect(Object.fromEntries([...places].map(([path, {key, value}]) => [path, [key, value]]))).toMatchObject({
    a: [
      {line: 1, column: 1},
      {line: 1, column: 4},
    ],
    'b[0].x': [
      {line: 3, column: 5},
      {line: 3, column: 8},
    ],
    'b[0].x[1]': [
      {line: 3, column: 15},
      {line: 3, column: 15},
    ],
  })
})

test('JSON is YAML', () => {
  expect(readYaml(fixture('full.json')).value).toEqual(JSON.parse(fixture('full.json')))
})

test('any JSON reads as itself', () => {
  fc.assert(
    fc.property(fc.jsonValue({maxDepth: 4}), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value))
      expect(readYaml(JSON.stringify(plain))).toMatchObject({findings: []})
      expect(readYaml(JSON.stringify(plain)).value).toEqual(plain)
    }),
  )
})

test('no, off and 12:30 are texts, as YAML 1.2 has it', () => {
  expect(readYaml('[no, off, 12:30, 2026-10-01, 0o10, .nan]').value).toEqual([
    'no',
    'off',
    '12:30',
    '2026-10-01',
    8,
    'NaN',
  ])
})

test('of a torn file nothing is taken, and the place is said', () => {
  expect(readYaml(fixture('not-yaml.yaml'))).toMatchObject({
    value: null,
    findings: [{code: 'YAML_INVALID', line: 4, column: 5}],
  })
})

test('of two documents in a file nothing is taken, rather than the first', () => {
  expect(readYaml('version: 1\n---\nbudgets: []\n')).toMatchObject({
    value: null,
    findings: [{code: 'YAML_INVALID', line: 2, facts: {reason: 'a second document begins here (---)'}}],
  })
  expect(readYaml('---\nversion: 1\n...\n')).toMatchObject({value: {version: 1}, findings: []})
})

test('of a name that stands twice the first counts', () => {
  const {value, findings} = readYaml(fixture('twice.yaml'))
  expect(value).toEqual({timezone: 'Asia/Tokyo', month_start: 3})
  expect(findings).toMatchObject([{code: 'KEY_DUPLICATE', where: 'timezone', line: 3, facts: {firstLine: 1}}])
})

test('an alias is what its anchor was at that place', () => {
  expect(readYaml(fixture('aliases.yaml')).value).toMatchObject({arms: [{paths: ['/srv/a']}, {paths: ['/srv/a']}]})
  expect(readYaml('x: &a 1\ny: &b [*a]\nz: &a 2\nw: [*b, *a]\n').value).toEqual({x: 1, y: [1], z: 2, w: [[1], 2]})
})

test('an alias without an anchor before it is no YAML', () => {
  expect(readYaml('x: *a\ny: &a 1').findings).toMatchObject([{code: 'YAML_INVALID', line: 1, column: 4}])
})

test.each([
  ['lines that stand for a billion values', fixture('bomb.yaml')],
  ['an alias inside its own target', 'a: &a {b: *a}'],
  ['more levels than any setting has', '['.repeat(200) + ']'.repeat(200)],
  ['so many levels that no stack is high enough', '['.repeat(100_000)],
  ['more values than any file of settings has', `[${'1,'.repeat(20_001)}]`],
])('%s are refused', (_, text) => {
  expect(readYaml(text)).toMatchObject({value: null, findings: [{code: 'TOO_MANY_VALUES'}]})
})

test('names that mean something to JavaScript are names', () => {
  const {value} = readYaml('__proto__: {polluted: 1}\nconstructor: 2\n')
  expect(Object.entries(value ?? {})).toEqual([
    ['__proto__', {polluted: 1}],
    ['constructor', 2],
  ])
  expect(parseConfig(readYaml('__proto__: {timezone: UTC}')).findings).toMatchObject([{code: 'KEY_UNKNOWN'}])
})

test('no text makes it throw, and whatever it reads makes a config', () => {
  const yamlish = fc
    .array(
      fc.constantFrom(
        'a',
        ': ',
        '- ',
        '\n',
        '  ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '&a',
        '*a',
        '"',
        "'",
        '#',
        '|',
        '>',
        '? ',
        '!!x ',
        '---',
        '<<',
        '%',
        '\t',
      ),
    )
    .map((parts) => parts.join(''))
  const bytes = fc.uint8Array({maxLength: 200}).map((some) => Buffer.from(some).toString('utf8'))
  fc.assert(
    fc.property(fc.oneof(yamlish, bytes, fc.string({unit: 'binary'})), (text) => {
      const document = readYaml(text)
      expect(() => JSON.stringify(document.value)).not.toThrow()
      for (const {line, column} of [...document.places.values()].flatMap(({key, value}) => [key, value])) {
        expect(Math.min(line, column)).toBeGreaterThan(0)
      }
      expect(parseConfig(document).config.monthStartDay).toBe(1)
    }),
    {numRuns: 2000},
  )
})

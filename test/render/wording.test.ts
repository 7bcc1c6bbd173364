import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {failureAsText} from '../../src/cli/failure.ts'
import {bar, glyphsFor} from '../../src/render/glyphs.ts'
import {writeJson, writeJsonLine} from '../../src/render/json.ts'
import {dimensionWords, shortId, shortPath} from '../../src/render/names.ts'
import {notesOn} from '../../src/render/notes.ts'
import {listed, phraseText} from '../../src/render/phrase.ts'
import {problemPhrase} from '../../src/render/problem.ts'
import {problemsAsText} from '../../src/render/trouble.ts'
import {byModel, noCache, noTotals} from './sample-report.ts'

const codes = [
  'USAGE_REFUSED',
  'LINE_MALFORMED',
  'LINE_TOO_LONG',
  'FILE_UNREADABLE',
  'FILE_NOT_REGULAR',
  'FILE_SYMLINK_LEAVES_ROOT',
  'META_MALFORMED',
  'MODEL_UNPRICED',
  'LEDGER_REPLACED',
  'CONFIG_INVALID',
  'BUDGETS_INVALID',
  'RATE_CARD_STALE',
  'RATE_CARD_INVALID',
]

test.each(codes)('a problem says where it was first seen, its facts and what to do: %s', (code) => {
  const text = phraseText(
    problemPhrase({code, count: 3, file: '/logs/a.jsonl', offset: 512, facts: {field: 'id', found: -1}}),
  )
  expect(text).toContain(' First in /logs/a.jsonl:512 (field id, found -1). ')
  expect(text).toMatch(/^(3 \S+s |The \S+ )/)
  expect(text).toMatch(/[.)]$/)
})

test('a problem without a place says none', () => {
  expect(phraseText(problemPhrase({code: 'MODEL_UNPRICED', count: 1, facts: {model: 'x-1'}}))).toContain(
    ' (model x-1).',
  )
  expect(phraseText(problemPhrase({code: 'LINE_MALFORMED', count: 1, file: 'a'}))).toContain(' Seen in a. ')
})

test('a problem of an unknown code is still named and counted', () => {
  expect(phraseText(problemPhrase({code: 'FROM_THE_FUTURE', count: 2, file: 'a'}))).toBe(
    'FROM_THE_FUTURE: 2 times. First in a.',
  )
})

test('errors and problems stand on lines of their own', () => {
  expect(failureAsText({code: 'X', message: 'No such session.', hint: 'See `pech session --list`.'})).toBe(
    'pech: No such session.\nhint: See `pech session --list`.\n',
  )
  expect(failureAsText({code: 'X', message: 'No.', hint: undefined}, true)).toBe('\x1b[31mpech:\x1b[39m No.\n')
  expect(problemsAsText([], true)).toBe('')
  expect(problemsAsText([{code: 'LINE_MALFORMED', count: 2}], false)).toMatch(/^warning: 2 lines skipped.*\n$/)
})

test('nothing is said about a total that is the whole truth', () => {
  expect(notesOn(noTotals, noCache, {calls: 0n, rate: null, costPicodollars: 0n})).toEqual([])
})

test('what is missing from a total is said with its amount', () => {
  const texts = notesOn(byModel.totals, byModel.cache, byModel.orphans).map(
    ({label, text}) => `${label}: ${phraseText(text)}`,
  )
  expect(texts).toEqual([
    'Cache: 94% of the prompt tokens were read from it, which saved $3,412.55. Written and never read again: 1.9M tokens, $12.31. Net benefit: $3,210.00.',
    'No price: 14 calls (claude-zephyr-9, gpt-oss) with 1.2M tokens have no rate and are not in the total. Estimate for 12 of them at the newest rates of the same family: ~$1.20.',
    'Lower bound: 412 calls are lower bounds, since the log holds only the start of the output. At least 1.2M output tokens ($30.09) are missing from the total.',
    'Orphaned: 31 subagent calls (1.2%), $3.40, with neither agent, skill nor plugin in the log.',
  ])
})

test('one call is spoken of in the singular', () => {
  const unpriced = {calls: 1n, tokens: 10n, models: []}
  const say = (estimated: typeof byModel.totals.estimated): string[] =>
    notesOn(
      {...noTotals, unpriced, estimated, lowerBound: {calls: 1n, missingOutputTokens: 5n, costPicodollars: 1n}},
      noCache,
    ).map(({text}) => phraseText(text))
  expect(say(noTotals.estimated)[0]).toBe(
    '1 call with 10 tokens has no rate and is not in the total. There is no estimate.',
  )
  expect(say({calls: 1n, costPicodollars: 10n ** 12n, models: []})[0]).toContain('Estimate for it at')
  expect(say(noTotals.estimated)[1]).toMatch(/^1 call is a lower bound,/)
})

test('a long row of names is cut short', () => {
  expect(phraseText(listed(['a', 'b', 'c', 'd', 'e']))).toBe('a, b, c and 2 more')
})

test('a bar shows something of everything that is more than nothing, and is never longer than its room', () => {
  const unicode = glyphsFor({unicode: true})
  expect([0, 1e-9, 0.5, 0.5625, 1, 7].map((part) => bar(part, 2, unicode))).toEqual(['', '▏', '█', '█▏', '██', '██'])
  expect([null, -1, Number.NaN].map((part) => bar(part, 2, unicode))).toEqual(['', '', ''])
  expect(bar(0.5, 6, glyphsFor({unicode: false}))).toBe('###')
})

test('paths below the home folder begin with ~, others do not', () => {
  expect(shortPath('/home/ada/src', '/home/ada')).toBe('~/src')
  expect(shortPath('C:\\Users\\ada\\src', 'C:\\Users\\ada')).toBe('~\\src')
  expect(shortPath('/home/ada', '/home/ada')).toBe('~')
  expect([shortPath('/home/adam', '/home/ada'), shortPath('/x', '/'), shortPath('/x', undefined)]).toEqual([
    '/home/adam',
    '/x',
    '/x',
  ])
})

test('only ids that are UUIDs are shortened; dimensions are said in words', () => {
  expect([shortId('3f2a1b9c-1111-4222-8333-444455556666'), shortId('3f2a1b9c-import')]).toEqual([
    '3f2a1b9c',
    '3f2a1b9c-import',
  ])
  expect(['model', 'mcpServer', 'subPlugin'].map(dimensionWords)).toEqual(['model', 'mcp server', 'sub plugin'])
})

test('JSON is valid for every kind of value, on many lines and on one', () => {
  const value = {
    empty: {},
    none: [],
    list: [1, {a: null}],
    big: 10n ** 20n,
    not: Number.NaN,
    yes: true,
    text: '"\u009b',
  }
  const expected = {...value, big: 1e20, not: null}
  expect(JSON.parse(writeJson(value))).toEqual(expected)
  expect(JSON.parse(writeJsonLine(value))).toEqual(expected)
  expect(writeJsonLine(value)).toBe(
    '{"empty":{},"none":[],"list":[1,{"a":null}],"big":100000000000000000000,"not":null,"yes":true,"text":"\\"\\u009b"}',
  )
})

/** All files that are loaded with a file, by static imports. */
function loadedWith(file: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(file.href)) return seen
  seen.add(file.href)
  for (const [, path = ''] of readFileSync(fileURLToPath(file), 'utf8').matchAll(
    /^(?:import|export)(?! type)[^';]*? from '([^']+)'/gm,
  )) {
    if (path.startsWith('.')) loadedWith(new URL(path, file), seen)
    else seen.add(path)
  }
  return seen
}

test('JSON and CSV load neither tables nor the widths of letters; the plain words of hooks load no table', () => {
  const names = (file: string): string[] =>
    [...loadedWith(new URL(`../../src/render/${file}`, import.meta.url))].map((href) => href.replace(/.*\/src\//, ''))
  for (const file of ['report-json.ts', 'session-json.ts', 'report-csv.ts']) {
    expect(names(file)).toContain('render/moment.ts')
    expect(names(file).filter((name) => /table|column|style|text-width|east-asian|chalk|html/.test(name))).toEqual([])
  }
  expect(names('plain.ts').toSorted()).toEqual([
    'get-east-asian-width',
    'render/plain.ts',
    'render/text-width.ts',
    'render/visible.ts',
  ])
})

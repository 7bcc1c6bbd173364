import {marked} from 'marked'
import {expect, test} from 'vitest'
import {CAUSES} from '../../src/core/diff/cause.ts'
import {diffAnnotations} from '../../src/render/diff-annotations.ts'
import {diffJson} from '../../src/render/diff-json.ts'
import {diffJunit} from '../../src/render/diff-junit.ts'
import {commentTag, diffMarkdown, LONGEST_COMMENT} from '../../src/render/diff-markdown.ts'
import {diffTable} from '../../src/render/diff-table.ts'
import {formatPctChange, keyPhrase} from '../../src/render/diff-words.ts'
import {phraseText} from '../../src/render/phrase.ts'
import {hostileNames} from './hostile-names.ts'
import {diffTo, hostileDiff, reportOf, sumOf} from './sample-diff.ts'
import {terminal} from './sample-report.ts'

const USD = 1_000_000_000_000n
const options = {...terminal, color: false, columns: 100}

test.each(CAUSES.filter((cause) => cause !== 'gone'))('a change of %s is explained by that word alone', (cause) => {
  const text = diffTable(diffTo(cause), options)
  const named = CAUSES.filter((other) => new RegExp(`^  ${other} `, 'm').test(text))
  expect(named).toEqual([cause])
  const comment = diffMarkdown(diffTo(cause))
  expect(CAUSES.filter((other) => comment.includes(`- **${other}**`))).toEqual([cause])
})

test('the verdict comes first, in a comment after its hidden tag', () => {
  const report = diffTo('new', {pct: 10})
  expect(diffTable(report, options)).toMatch(/^Cost is up \$5\.24 \(\+18%\): over the limit\n/)
  expect(diffMarkdown(report)).toMatch(
    /^<!-- pech-diff:default -->\n### ❌ Cost is up \\\$5\.24 \(\+18%\): over the limit\n/,
  )
  expect(diffMarkdown(diffTo('new', {pct: 50}))).toContain('### 🔼 Cost is up \\$5.24 (+18%): within the limits')
  expect(diffMarkdown(diffTo('base'))).toContain('### ✅ Cost has not changed')
})

test('a change without explanation, from nothing, or with calls without a price says so', () => {
  const sums = reportOf(sumOf('a', 0n), sumOf('b', 100n * USD), {pct: 10, perRow: true})
  expect(diffTable(sums, options)).toContain('Cost is up $100.00 (from $0): over the limit')
  expect(diffMarkdown(sums)).toContain('Only sums are known of a side')
  expect(diffTable(hostileDiff('m'), options)).toContain('have no price and are not in these amounts')
  expect(diffTable(reportOf(sumOf('a', USD), sumOf('b', USD), {pct: 1, perRow: true}), options)).toContain(
    'not all of it could be judged',
  )
})

test('when only rows or classes are over a limit, the verdict does not speak of the whole', () => {
  const report = diffTo('new', {pct: 10})
  const [total] = report.gate.rules.filter(({tripped}) => tripped)
  const part = {...total!, subject: {of: 'class', name: 'output'}} as const
  const one = {...report, gate: {...report.gate, rules: [part]}}
  expect(diffTable(one, options)).toMatch(/^Cost is up \$5\.24 \(\+18%\), but a part of it is over the limit\n/)
  const two = {...report, gate: {...report.gate, rules: [part, part]}}
  expect(diffTable(two, options)).toContain('but 2 parts of it are over the limit')
})

test('sides of unlike length are said to be so, months are alike', () => {
  const days = (count: number) => ({...sumOf('x', USD), fromMs: 0, toMs: count * 86_400_000})
  const length = 'The sides are not of the same length: 28d and 7d.'
  expect(diffMarkdown(reportOf(days(28), days(7)))).toContain(length)
  expect(diffMarkdown(reportOf(days(28), days(31)))).not.toContain('length')
  expect(diffMarkdown(reportOf(days(28), sumOf('y', USD)))).not.toContain('length')
})

test('JSON has the shape of the contract, and its causes add up', () => {
  const json = JSON.parse(diffJson(diffTo('mix', {pct: 1, picodollars: 1n}, ['agent'])))
  expect(json).toMatchObject({
    schema: 'pech/diff@1',
    delta: {pct: expect.any(Number)},
    gate: {tripped: true, rules: [{kind: 'pct'}, {kind: 'usd'}]},
  })
  const sum = CAUSES.reduce((total, cause) => total + BigInt(json.causes[cause].picodollars), 0n)
  expect(String(sum)).toBe(json.delta.picodollars)
  expect(json.by.map(({key}: {key: object}) => key)).toEqual([{agent: 'main'}, {agent: 'Explore'}])
  expect(JSON.parse(diffJson(reportOf(sumOf('a', 0n), sumOf('b', USD))))).toMatchObject({
    causes: null,
    byClass: null,
    delta: {pct: null},
    by: [],
  })
})

test('JSON of a tripped class and row says which', () => {
  const json = JSON.parse(
    diffJson(
      diffTo('cache', {classes: [{name: 'cache_write', classes: ['cacheWrite5m'], pct: 5}], pct: 5, perRow: true}),
    ),
  )
  expect(json.gate.rules.map((rule: {of: string}) => rule.of)).toEqual(['total', 'class', 'row', 'row'])
  expect(json.gate.rules[1]).toMatchObject({kind: 'class', class: 'cache_write', tripped: true})
  expect(json.gate.rules[2].key).toEqual({model: expect.any(String)})
})

test('a comment fits, whatever the names and however many rows', () => {
  for (const name of ['x'.repeat(10_000), '<'.repeat(500), '👩‍💻'.repeat(90), '|'.repeat(200)]) {
    const comment = diffMarkdown(hostileDiff(name, 400))
    expect(comment.length).toBeLessThanOrEqual(LONGEST_COMMENT)
    expect(comment).toContain('</details>')
  }
  expect(diffMarkdown(hostileDiff('m', 400))).toContain('and 300 more')
})

test('no name in a comment becomes markup, a link, a mention, a tag or another comment', () => {
  const lines = diffMarkdown(hostileDiff('harmless')).split('\n').length
  for (const name of hostileNames) {
    const comment = diffMarkdown(hostileDiff(name))
    expect(comment.split('\n')).toHaveLength(lines)
    expect(comment.match(/<!--/g)).toHaveLength(1)
    const html = marked.parse(comment, {async: false, gfm: true})
    const tags = new Set([...html.matchAll(/<([a-z0-9]+)[^>]*>/gi)].map(([, tag]) => tag))
    for (const tag of tags) expect(ALLOWED).toContain(tag)
    expect(html).not.toMatch(/<[^>]+\s(on\w+|href|src|style)\s*=/i)
    const outside = html.replace(/<code>.*?<\/code>/gs, '')
    expect(outside).not.toMatch(/@(everyone|org)|evil\.example|:rocket:/)
  }
})

const ALLOWED = [
  'h3',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'strong',
  'p',
  'ul',
  'li',
  'code',
  'blockquote',
  'details',
  'summary',
]

test('a tag holds nothing but letters, digits, - and _', () => {
  expect(commentTag('--><script>')).toBe('<!-- pech-diff:--__script_ -->')
})

test('no name in an annotation becomes a command, and there are ten at most', () => {
  for (const name of [
    ...hostileNames,
    '::error::x',
    '\n::set-output name=x::y',
    '%0A::stop-commands::x',
    '##[error]x',
    '::x,y:z',
  ]) {
    const lines = diffAnnotations(hostileDiff(name, 40)).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.length).toBeLessThanOrEqual(10)
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning|notice) title=pech[^:,\n]*::/)
      expect(line).not.toMatch(/##\[|%(?!25|3A|2C)/)
      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    }
  }
  expect(diffAnnotations(diffTo('base'))).toBe('')
})

test('JUnit has a case per limit, failures where they are exceeded', () => {
  const xml = diffJunit(diffTo('new', {pct: 10, picodollars: 100n * USD}))
  expect(xml).toContain('tests="2" failures="1" errors="0" skipped="0"')
  expect(diffJunit(diffTo('new'))).toContain('tests="1" failures="0"')
  expect(diffJunit(reportOf(sumOf('a', USD), sumOf('b', USD), {pct: 1, perRow: true}))).toContain('skipped="1"')
})

test('no name breaks out of JUnit', () => {
  const count = (text: string, what: RegExp): number => (text.match(what) ?? []).length
  const harmless = diffJunit(hostileDiff('m'))
  for (const name of hostileNames) {
    const xml = diffJunit(hostileDiff(name))
    for (const part of [/</g, />/g, /"/g, /\n/g]) expect(count(xml, part)).toBe(count(harmless, part))
    expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;|apos;)/)
    expect(xml).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/u)
  }
})

test('no name acts on a terminal', () => {
  for (const name of hostileNames) {
    for (const columns of [40, 80, undefined]) {
      expect(diffTable(hostileDiff(name), {...options, columns})).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
    }
  }
})

test.each([
  [null, 'from $0'],
  [0, '0%'],
  [0.01, '+<0.1%'],
  [-3.21, '-3.2%'],
  [25, '+25%'],
  [1234.5, '+1235%'],
])('a change of %s percent reads %s', (pct, words) => {
  expect(formatPctChange(pct)).toBe(words)
})

test('of a key only what says something is shown', () => {
  expect(phraseText(keyPhrase({model: 'opus', agent: 'main', skill: '(none)'}, 'speed=fast'))).toBe('opus / speed=fast')
  expect(phraseText(keyPhrase({skill: '(none)'}))).toBe('(none)')
})

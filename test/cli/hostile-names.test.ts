import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {lexer} from 'marked'
import {expect, test} from 'vitest'
import {root} from '../../scripts/bundles.ts'
import {freshHome, runPech} from '../run-pech.ts'

const folderOf = (world: string) => join(root, 'fixtures/worlds', world, 'claude')
const worlds = new Map(['names-terminal', 'names-documents'].map((name) => [name, freshHome()]))

function run(world: string, ...args: string[]) {
  const PECH_HOME = worlds.get(world) ?? freshHome()
  const env = {PECH_HOME, CLAUDE_CONFIG_DIR: folderOf(world), PECH_NOW: '2026-11-20T17:00:00Z', LANG: 'C.UTF-8'}
  return runPech(args, {env})
}

const dimensions = ['model', 'skill', 'agent', 'branch', 'project', 'tool', 'session']

/** What a terminal obeys or hides, but for the line breaks of the layout. */
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

const everywhere = [...worlds.keys()].flatMap((world) => dimensions.map((by) => ({world, by})))

test.each(everywhere)('no $by of $world acts on a terminal, in any format', ({world, by}) => {
  for (const format of ['table', 'json', 'csv', 'markdown', 'html']) {
    const {exitCode, stdout, stderr} = run(world, 'report', '--all', '--by', by, '--format', format)
    expect({format, exitCode, unsafe: UNSAFE.exec(`${stdout}${stderr}`)?.[0]}).toEqual({format, exitCode: 0})
  }
})

test.each([
  ['session', '--list', '--all'],
  ['session'],
  ['session', '--json'],
  ['report', '--all', '--last', '300'],
  ['cat-ledger'],
  ['cat-log', folderOf('names-terminal')],
  ['verify'],
])('no name acts on a terminal: pech %s %s', (...args) => {
  const {exitCode, stdout} = run('names-terminal', ...args)
  expect({exitCode, unsafe: UNSAFE.exec(stdout)?.[0]}).toEqual({exitCode: 0})
})

test.each(everywhere)('no $by of $world starts a formula in a spreadsheet', ({world, by}) => {
  const rows: string[][] = parse(run(world, 'report', '--all', '--by', by, '--format', 'csv').stdout)
  expect(rows.length).toBeGreaterThan(1)
  expect(rows.flat().filter((cell) => /^[=+@\t\r]|^-(?!\d)/.test(cell))).toEqual([])
})

test.each(everywhere)('no $by of $world becomes Markdown: one table, and nothing in it but text', ({world, by}) => {
  const tokens = lexer(run(world, 'report', '--all', '--by', by, '--format', 'markdown').stdout)
  const tables = tokens.filter(({type}) => type === 'table')
  expect(tables).toHaveLength(1)
  const text = JSON.stringify(tables)
  const elements = Array.from(text.matchAll(/"type":"html","raw":"([^"]*)"/g), ([, raw]) => raw)
  expect(elements.filter((raw) => raw !== '<code>' && raw !== '</code>')).toEqual([])
  expect(/"type":"(link|image)"/.exec(text)?.[0]).toBeUndefined()
})

test.each(everywhere)(
  'no $by of $world becomes HTML: the page has our own elements, no script, no address',
  ({world, by}) => {
    const page = run(world, 'report', '--all', '--by', by, '--format', 'html').stdout
    const elements = new Set(Array.from(page.matchAll(/<\/?([a-z0-9]+)/gi), ([, name]) => name?.toLowerCase()))
    for (const element of ['script', 'img', 'iframe', 'a', 'object', 'form']) expect(elements).not.toContain(element)
    expect(/<[^>]*\s(?:on[a-z]+|src|href)=/i.exec(page)?.[0]).toBeUndefined()
  },
)

test('names are safe in errors, too: what was typed comes back visible', () => {
  const {exitCode, stderr} = run('names-terminal', 'report', '--by', '\u001B[2J', '--quiet')
  expect(exitCode).toBe(1)
  expect(UNSAFE.exec(stderr)?.[0]).toBeUndefined()
  expect(UNSAFE.exec(run('names-terminal', 'session', '\u202Egpj.exe').stderr)?.[0]).toBeUndefined()
})

test.each([
  ['names-terminal', 96],
  ['names-documents', 156],
])('the world %s has its calls, each under its own name', (world, calls) => {
  const {totals, rows} = JSON.parse(run(world, 'report', '--all', '--json', '--by', 'branch').stdout)
  expect(totals.calls).toBe(calls)
  expect(rows.length).toBeGreaterThan(15)
})

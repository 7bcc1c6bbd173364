import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root} from '../../scripts/bundles.ts'
import {commandHelp, type DocumentedCommand} from '../../src/cli/command-help.ts'

const {commands}: {commands: Record<string, DocumentedCommand>} = JSON.parse(
  readFileSync(join(root, 'oclif.manifest.json'), 'utf8'),
)
const all = Object.values(commands)

const demo: DocumentedCommand = {
  id: 'demo:try',
  summary: 'Does it, once.',
  description: 'All that it does, said at some length so that it needs a second line.\n\nAnd why.',
  examples: ['<%= config.bin %> <%= command.id %> x', {command: 'pech demo try --all'}],
  args: {file: {name: 'file', description: 'What to read.', required: true}, more: {name: 'more', multiple: true}},
  flags: {
    sort: {name: 'sort', type: 'option', description: 'Order.', options: ['usd', 'calls'], default: 'usd'},
    shape: {name: 'shape', type: 'option', helpValue: 'S', description: 'Shape.', options: ['a', 'b'], char: 's'},
    line: {name: 'line', type: 'boolean', description: 'With a line.', allowNo: true, default: false},
    name: {name: 'name', type: 'option', description: 'A key.', default: 'default'},
    secret: {name: 'secret', type: 'boolean', hidden: true},
    'alert-on-something-large': {name: 'alert-on-something-large', type: 'option', helpValue: 'N', helpGroup: 'limits'},
    day: {name: 'day', type: 'option', helpValue: '[DATE]', description: 'A day.', helpGroup: 'period'},
    arm: {name: 'arm', type: 'option', helpValue: 'X', helpGroup: 'filter'},
    model: {name: 'model', type: 'option', helpValue: 'X', helpGroup: 'filter'},
    json: {name: 'json', type: 'boolean', description: 'One object.', helpGroup: 'global'},
  },
}

test('help says what a command does, how it is called and by example, then its arguments and flags', () => {
  const sub = {name: 'demo try again', group: 'Look', summary: 'Once more.'}
  expect(commandHelp(demo, [sub], {columns: 60, color: false})).toBe(`Does it, once.

Usage: pech demo try FILE [MORE...] [PERIOD] [FILTERS] [FLAGS]

Examples
  pech demo try x
  pech demo try --all

All that it does, said at some length so that it needs a
second line.

And why.

Commands
  pech demo try again  Once more.

Arguments
  FILE     What to read.
  MORE...

Flags
  --sort usd|calls  Order. Default: usd.
  -s, --shape S     Shape. One of a, b.
  --[no-]line       With a line.
  --name VALUE      A key.

Limits
  --alert-on-something-large N

Period (see \`pech help periods\`)
  --day [DATE]  A day.

Filters (may repeat, take globs; see \`pech help dimensions\`)
  --arm X, --model X

Common flags (see \`pech help environment\`)
  --json  One object.
`)
})

test('headings are bold where there is colour', () => {
  expect(commandHelp(demo, [], {color: true})).toContain('\n\x1b[1mExamples\x1b[22m\n')
})

test.each([60, 80, 200])(
  'the help of every command fits %i columns, but for its examples, and is never wider than 100',
  (columns) => {
    const lines = all.flatMap((command) => commandHelp(command, [], {columns, color: false}).split('\n'))
    expect(lines.filter((line) => line.length > Math.min(columns, 100) && !line.startsWith('  pech '))).toEqual([])
  },
)

test.each(all.map(({id}) => id))(
  'pech %s has a summary in a sentence, an example, and a word on every argument and flag',
  (id) => {
    const {summary = '', examples = [], args, flags} = commands[id]!
    expect(summary).toMatch(/^[A-Z].*\.$/s)
    expect(examples.length).toBeGreaterThan(0)
    const terms = [...Object.values(args), ...Object.values(flags).filter(({hidden}) => hidden !== true)]
    expect(terms.filter(({description = ''}) => !/(\.|…)$/.test(description)).map(({name}) => name)).toEqual([])
  },
)

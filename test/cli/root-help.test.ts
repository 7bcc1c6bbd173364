import {expect, test} from 'vitest'
import {rootHelp} from '../../src/cli/root-help.ts'

const about = {version: '1.2.3', description: 'Counts.'}
const entries = [
  {name: 'report', group: 'Look', summary: 'Where it went.'},
  {name: 'ingest', group: 'Record', summary: 'Read logs.'},
  {name: 'odd', group: 'Elsewhere', summary: 'Its own heading.'},
]

test('commands stand under their headings in the order of use, and none is left out', () => {
  expect(rootHelp('', about, entries, ['json', 'periods'])).toBe(`pech 1.2.3: Counts.

Usage: pech COMMAND [FLAGS]

Record
  ingest  Read logs.

Look
  report  Where it went.

Elsewhere
  odd     Its own heading.

\`pech help COMMAND\` tells more about a command. Other topics: json, periods.
`)
})

test('a group of commands is introduced by its first word', () => {
  expect(rootHelp('budget', {version: '1'}, [], [])).toMatch(/^Usage: pech budget COMMAND \[FLAGS\]\n/)
})

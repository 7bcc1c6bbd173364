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

Begin with
  pech report --demo           What a report looks like, on invented logs.
  pech report                  Where the money of this month went.
  pech budget set --month 200  A limit to be compared with; \`pech init\` lets it
                               speak up in Claude Code.

Look
  report  Where it went.

Record
  ingest  Read logs.

Elsewhere
  odd     Its own heading.

\`pech help COMMAND\` tells more about a command. Other topics: json, periods.
`)
})

test('a group of commands is introduced by its first word', () => {
  expect(rootHelp('budget', {version: '1'}, [], [])).toMatch(/^Usage: pech budget COMMAND \[FLAGS\]\n/)
})

test('the overview fits the terminal, its headings bold where there is colour', () => {
  const long = {
    name: 'long',
    group: 'Look',
    summary: 'A sentence that is as long as one that nobody reads to its very end.',
  }
  const screen = rootHelp('', about, [...entries, long], ['json'], {columns: 60, color: true})
  expect(screen).toContain('\n\x1b[1mLook\x1b[22m\n')
  expect(screen.split('\n').filter((line) => line.length > 60)).toEqual([])
})

import {styled} from '../render/style.ts'
import {definitions, paragraph, type Term, WIDEST_HELP, widestTerm} from './definitions.ts'

/** One entry of the overview. */
export interface HelpEntry {
  readonly name: string
  /** The heading it stands under. */
  readonly group: string
  readonly summary: string
}

/** Headings of the overview, in order. */
export const commandGroups = ['Look', 'Judge', 'Explain and verify', 'Record', 'Share', 'Plumbing'] as const

/**
 * The overview of all commands, or of those that begin with `subject`, under their headings.
 *
 * @param subject - First words that the entries share, empty for all.
 * @param topics - What else can be asked about.
 */
export function rootHelp(
  subject: string,
  about: {readonly version: string; readonly description?: string},
  entries: readonly HelpEntry[],
  topics: readonly string[],
  {columns = 80, color = false}: {readonly columns?: number | undefined; readonly color?: boolean} = {},
): string {
  const width = Math.min(WIDEST_HELP, columns)
  const known: readonly string[] = commandGroups
  const headings = [...known, ...new Set(entries.map(({group}) => group).filter((group) => !known.includes(group)))]
  const termsOf = (heading: string): Term[] =>
    entries.filter(({group}) => group === heading).map(({name, summary}) => [name, summary])
  const room = widestTerm(headings.flatMap(termsOf))
  const section = (heading: string, terms: readonly Term[], room?: number) =>
    terms.length === 0 ? '' : `\n${styled(heading, 'bold', color)}\n${definitions(terms, width, room)}`
  const isWhole = subject === ''
  return [
    isWhole ? `${paragraph(`pech ${about.version}: ${about.description ?? ''}`, width)}\n` : '',
    `${styled('Usage:', 'bold', color)} ${isWhole ? 'pech COMMAND [FLAGS]' : `pech ${subject} COMMAND [FLAGS]`}\n`,
    isWhole ? section('Begin with', FIRST_STEPS) : '',
    ...headings.map((heading) => section(heading, termsOf(heading), room)),
    `\n${paragraph(`\`pech help COMMAND\` tells more about a command. Other topics: ${topics.join(', ')}.`, width)}`,
  ].join('')
}

/** What somebody who has just installed pech may want to see. */
const FIRST_STEPS: readonly Term[] = [
  ['pech report --demo', 'What a report looks like, on invented logs.'],
  ['pech report', 'Where the money of this month went.'],
  ['pech budget set --month 200', 'A limit to be compared with; `pech init` lets it speak up in Claude Code.'],
]

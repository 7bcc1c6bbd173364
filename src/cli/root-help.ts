/** One line of the overview. */
export interface HelpEntry {
  readonly name: string
  /** The heading it stands under. */
  readonly group: string
  readonly summary: string
}

/** Headings of the overview, in order. */
export const commandGroups = ['Record', 'Look', 'Judge', 'Explain and verify', 'Share', 'Plumbing'] as const

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
): string {
  const width = Math.max(0, ...entries.map(({name}) => name.length))
  const known: readonly string[] = commandGroups
  const headings = [...known, ...new Set(entries.map(({group}) => group).filter((group) => !known.includes(group)))]
  const sections = headings.flatMap((heading) => {
    const lines = entries
      .filter(({group}) => group === heading)
      .map(({name, summary}) => `  ${name.padEnd(width)}  ${summary}\n`)
    return lines.length === 0 ? [] : [`\n${heading}\n${lines.join('')}`]
  })
  const usage = subject === '' ? 'pech COMMAND [FLAGS]' : `pech ${subject} COMMAND [FLAGS]`
  const title = subject === '' ? `pech ${about.version}: ${about.description ?? ''}\n\n` : ''
  const more = `\n\`pech help COMMAND\` tells more about a command. Other topics: ${topics.join(', ')}.\n`
  return `${title}Usage: ${usage}\n${sections.join('')}${more}`
}

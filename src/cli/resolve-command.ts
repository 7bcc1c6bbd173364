import {PechError} from '../core/problem.ts'
import {suggest} from '../core/suggest.ts'

/** What the arguments ask for. `id` is a command, parts joined by `:`. */
export type Request =
  | {readonly kind: 'run'; readonly id: string; readonly argv: readonly string[]}
  | {readonly kind: 'help'; readonly subject: string}
  | {readonly kind: 'version'}

const leadingFlags = new Set(['--json', '--quiet', '--no-ingest', '--strict'])
const helpFlags = new Set(['--help', '-h'])

/**
 * Finds the command: the longest run of leading words that names one. Flags without values may stand before it, as
 * in `pech --json report`.
 *
 * @param topics - Subjects of `pech help` that are no commands.
 * @throws PechError `COMMAND_UNKNOWN` with the nearest command as hint, `COMMAND_INCOMPLETE` for the first part alone.
 */
export function resolveCommand(argv: readonly string[], ids: readonly string[], topics: readonly string[]): Request {
  const firstWord = argv.findIndex((argument) => !leadingFlags.has(argument))
  const flags = argv.slice(0, firstWord === -1 ? argv.length : firstWord)
  const rest = argv.slice(flags.length)
  const [first] = rest
  const asksForHelp = upToDoubleDash(rest).some((argument) => helpFlags.has(argument))
  if (first === undefined || helpFlags.has(first)) return {kind: 'help', subject: ''}
  if (first === '--version' || first === '-v' || first === '-V') return {kind: 'version'}
  if (first.startsWith('-')) {
    throw new PechError('USAGE', `unknown option: ${first}`, hintFor(first, [...leadingFlags, '--help', '--version']))
  }
  const words = upToDoubleDash(rest)
  if (first === 'help') return {kind: 'help', subject: helpSubject(words.slice(1), ids, topics)}
  const id = longestPrefix(words, ids)
  if (asksForHelp) return {kind: 'help', subject: id ?? helpSubject(words, ids, topics)}
  if (id === undefined) throw unknownCommand(words, ids)
  return {kind: 'run', id, argv: [...rest.slice(id.split(':').length), ...flags]}
}

function upToDoubleDash(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end === -1 ? argv : argv.slice(0, end)
}

function longestPrefix(words: readonly string[], ids: readonly string[]): string | undefined {
  return ids
    .filter((id) => id.split(':').every((part, index) => words[index] === part))
    .sort((a, b) => b.split(':').length - a.split(':').length)[0]
}

function helpSubject(words: readonly string[], ids: readonly string[], topics: readonly string[]): string {
  const subject = words.filter((word) => !word.startsWith('-'))
  const [first] = subject
  if (first === undefined) return ''
  const known = longestPrefix(subject, ids) ?? longestPrefix(subject, [...topics, ...groupsOf(ids)])
  if (known === undefined) throw unknownCommand(subject, [...ids, ...topics], 'pech help')
  return known
}

/** First parts that are no command themselves, such as `budget` of `budget:check`. */
export function groupsOf(ids: readonly string[]): string[] {
  const firsts = ids.filter((id) => id.includes(':')).map((id) => id.slice(0, id.indexOf(':')))
  return [...new Set(firsts)].filter((first) => !ids.includes(first))
}

function unknownCommand(words: readonly string[], ids: readonly string[], verb = 'pech'): PechError {
  const [first = ''] = words
  const parts = ids.filter((id) => id.startsWith(`${first}:`)).map((id) => id.slice(first.length + 1))
  const second = words[1]
  if (parts.length === 0) {
    const names = ids.map((id) => id.replaceAll(':', ' '))
    return new PechError(
      'COMMAND_UNKNOWN',
      `'${first}' is not a pech command`,
      hintFor(first, [...names, ...groupsOf(ids)], verb),
    )
  }
  const list = `write \`pech ${first} ${parts.map((part) => part.replaceAll(':', ' ')).join('|')}\``
  if (second === undefined || second.startsWith('-')) {
    return new PechError('COMMAND_INCOMPLETE', `'${first}' needs to know what to do`, list)
  }
  const near = suggest(second, parts)
  const hint = near === undefined ? list : `did you mean \`pech ${first} ${near}\`?`
  return new PechError('COMMAND_UNKNOWN', `'${first} ${second}' is not a pech command`, hint)
}

function hintFor(word: string, candidates: readonly string[], verb = 'pech'): string {
  const near = suggest(word, candidates)
  return near === undefined ? 'see `pech help`' : `did you mean \`${verb} ${near}\`?`
}

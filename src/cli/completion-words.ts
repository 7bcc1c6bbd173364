import {DIMENSIONS} from '../core/attribution/dimension.ts'
import {BUDGET_DIMENSIONS} from '../core/budget/budget.ts'
import {HOOK_EVENTS} from '../core/budget/hook-answer.ts'
import {CHECK_NAMES} from '../core/health/check.ts'

/** What is known of a flag, as the manifest has it. */
export interface KnownFlag {
  readonly name: string
  readonly type: string
  readonly char?: string
  readonly options?: readonly string[]
}

/** What is known of a command. */
export interface KnownCommand {
  readonly flags: Readonly<Record<string, KnownFlag>>
}

/** What may stand at the cursor: words, and the kind of values that the ledger or the settings hold. */
export interface Completion {
  readonly words: readonly string[]
  readonly kind: string | null
}

/** Flags whose values the ledger knows, and arguments of commands likewise. */
export const VALUE_KINDS = [
  'arm',
  'project',
  'branch',
  'session',
  'model',
  'tier',
  'agent',
  'role',
  'plugin',
  'skill',
  'tool',
  'mcp-server',
  'budget',
] as const

const ARGUMENT_KINDS: Readonly<Record<string, string>> = {
  session: 'session',
  diff: 'branch',
  'rates show': 'model',
  'budget get': 'budget',
  'budget remove': 'budget',
  'budget set': 'budget',
}

/** Words of flags that take any text, and of those the ones that take several, with commas. */
const FLAG_WORDS: Readonly<Record<string, readonly string[]>> = {
  by: DIMENSIONS,
  each: BUDGET_DIMENSIONS,
  only: CHECK_NAMES,
  skip: CHECK_NAMES,
  window: ['session', 'hour', 'day', 'week', 'month'],
}
const LISTS = new Set(['by', 'only', 'skip'])

/** Shells that completion can be set up for. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const

/**
 * What was typed, a flag and its value apart: `--arm=x` is one word to zsh and fish, and three to bash. PowerShell
 * cannot pass an empty word and passes `""`.
 *
 * @returns The words, and what the shell expects before each word that completes the last one.
 */
export function typedWords(argv: readonly string[]): {readonly typed: readonly string[]; readonly prefix: string} {
  const last = argv.at(-1) ?? ''
  const before = argv.slice(0, -1)
  if (last === '""' || last === '=') return {typed: [...before, ''], prefix: ''}
  if (before.at(-1) === '=') return {typed: [...before.slice(0, -1), last], prefix: ''}
  const [, flag, value] = /^(--[\w-]+)=(.*)$/s.exec(last) ?? []
  return flag === undefined ? {typed: argv, prefix: ''} : {typed: [...before, flag, value ?? ''], prefix: `${flag}=`}
}

/**
 * What may stand where the cursor is.
 *
 * @param typed - The words after `pech`; the last one is at the cursor, maybe empty.
 * @param commands - By id, parts joined by `:`.
 * @param topics - What `pech help` knows beside commands.
 */
export function completionOf(
  typed: readonly string[],
  commands: Readonly<Record<string, KnownCommand>>,
  topics: readonly string[],
): Completion {
  const before = typed.slice(0, -1)
  const names = Object.keys(commands).map((id) => id.replaceAll(':', ' '))
  const said = before.filter((word) => !word.startsWith('-'))
  if (said[0] === 'help') return words([...nextWords(names, said.slice(1)), ...(said.length === 1 ? topics : [])])
  const name = names
    .filter((one) => one.split(' ').every((part, index) => said[index] === part))
    .sort((a, b) => b.length - a.length)[0]
  const next = nextWords(names, said)
  if (name === undefined) return words(said.length === 0 ? [...next, 'help', '--version'] : next)
  const flags = Object.values(commands[name.replaceAll(' ', ':')]?.flags ?? {})
  const flag = flagBefore(before.at(-1) ?? '', flags)
  if (flag?.type === 'option') return valuesOf(flag, typed.at(-1) ?? '')
  if (typed.at(-1)?.startsWith('-') === true) return words(flags.map((one) => `--${one.name}`))
  if (name === 'completion') return words(SHELLS)
  if (name === 'hook') return words(HOOK_EVENTS)
  const kind = said.length === name.split(' ').length ? (ARGUMENT_KINDS[name] ?? null) : null
  return {words: next, kind}
}

function words(list: readonly string[]): Completion {
  return {words: list, kind: null}
}

/** The words that go on from those said to the name of a command. */
function nextWords(names: readonly string[], said: readonly string[]): string[] {
  const parts = names
    .map((name) => name.split(' '))
    .filter((one) => one.length > said.length && said.every((word, index) => one[index] === word))
  return [...new Set(parts.map((one) => one[said.length] ?? ''))]
}

function flagBefore(word: string, flags: readonly KnownFlag[]): KnownFlag | undefined {
  return flags.find(({name, char}) => word === `--${name}` || (char !== undefined && word === `-${char}`))
}

function valuesOf({name, options}: KnownFlag, typed: string): Completion {
  if (options !== undefined) return words(options)
  const known = FLAG_WORDS[name]
  if (known !== undefined) {
    const earlier = LISTS.has(name) ? typed.split(',').slice(0, -1) : []
    return words(known.filter((word) => !earlier.includes(word)).map((word) => [...earlier, word].join(',')))
  }
  return {words: [], kind: VALUE_KINDS.find((kind) => kind === name) ?? null}
}

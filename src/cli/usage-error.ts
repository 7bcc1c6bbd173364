import {stripVTControlCharacters} from 'node:util'
import {PechError} from '../core/problem.ts'
import {suggest} from '../core/suggest.ts'

/** What is known of a command whose arguments could not be read. */
export interface CommandUsage {
  /** The command, parts joined by `:`. */
  readonly id: string
  readonly flags: Readonly<Record<string, FlagUsage>>
  /** As the parser got them, after optional values were filled in. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

interface FlagUsage {
  readonly type?: string
  readonly env?: string
  readonly helpValue?: string | readonly string[]
  readonly min?: number
  readonly max?: number
}

/** What the parser says, and how pech says it. `$help` names the command's help. */
type Rule = readonly [pattern: RegExp, said: (match: readonly string[], usage: CommandUsage) => Said]
type Said = readonly [message: string, hint?: string]

/**
 * What is wrong with the arguments of a command, in pech's words: which argument, what was expected, where to read on. What pech
 * itself threw while a flag was read loses only what the parser put around it; anything else is handed back.
 */
export function usageError(error: Error, usage: CommandUsage): Error {
  const help = `see \`pech ${usage.id.replaceAll(':', ' ')} --help\``
  if (error instanceof PechError) {
    return new PechError(error.code, withVariable(plainSentence(error.message), usage), error.hint)
  }
  if (!('oclif' in error)) return error
  const [message, hint] = said(error, usage)
  return new PechError('USAGE', withVariable(message, usage), hint === undefined ? help : hint.replace('$help', help))
}

/** A value that nobody typed comes from a variable, and that has to be said. */
function withVariable(message: string, {flags, argv, env}: CommandUsage): string {
  const [, flag = ''] = /^--([\w-]+)/.exec(message) ?? []
  const variable = flags[flag]?.env
  const isTyped = argv.some((argument) => argument === `--${flag}` || argument.startsWith(`--${flag}=`))
  return variable === undefined || env[variable] === undefined || isTyped ? message : `${message} (from ${variable})`
}

function said(error: Error, usage: CommandUsage): Said {
  const [unknown] = listAt(error, 'flags')
  if (typeof unknown === 'string') return unknownFlag(unknown, usage)
  const args = listAt(error, 'args')
  if (args.length > 0) return args.every((arg) => typeof arg === 'string') ? unexpected(args, usage) : missing(args)
  const sentence = stripVTControlCharacters(error.message)
  for (const [pattern, inOurWords] of RULES) {
    const match = pattern.exec(sentence)
    if (match !== null) return inOurWords([...match], usage)
  }
  return [plainSentence(sentence)]
}

const RULES: readonly Rule[] = [
  [
    /^Parsing --(\S+) \n\tExpected an integer.* but received: (.*)/,
    ([, flag = '', value = ''], usage) => [`--${flag} ${value}: expected ${wholeNumber(usage.flags[flag])}`],
  ],
  [
    /^Flag --(\S+) expects a value/,
    ([, flag = ''], usage) => [
      `--${flag} needs a value`,
      `write \`--${flag} ${String(usage.flags[flag]?.helpValue ?? 'VALUE')}\`; $help`,
    ],
  ],
  [
    /^Expected --([^\s=]+)=(.*) to be one of: (.*)/,
    ([, flag = '', value = '', options = '']) => choice(`--${flag} ${value}`, value, options),
  ],
  [/^Expected (.*) to be one of: (.*)/, ([, value = '', options = '']) => choice(`'${value}'`, value, options)],
  [/^Flag --(\S+) can only be specified once/, ([, flag = '']) => [`--${flag} can be given only once`]],
  [
    /Missing required flag ([\w-]+)/,
    ([, flag = ''], usage) => [
      `--${flag} is missing`,
      `write \`--${flag} ${String(usage.flags[flag]?.helpValue ?? 'VALUE')}\`; $help`,
    ],
  ],
  [
    /--([\w-]+)(?:=.*)? cannot also be provided when using --([\w-]+)/,
    ([, first = '', second = '']) => [`--${second} and --${first} cannot both be given`],
  ],
  [
    /^.*All of the following must be provided when using --([\w-]+): ([^\n]*)/s,
    ([, flag = '', needed = '']) => [`--${flag} needs ${needed}`],
  ],
]

function choice(place: string, value: string, options: string): Said {
  const near = suggest(value, options.split(', '))
  const expected = `${place}: expected ${options.replace(/, ([^,]*)$/, ' or $1')}`
  return near === undefined ? [expected] : [expected, `did you mean ${near}? $help`]
}

function wholeNumber({min, max}: FlagUsage = {}): string {
  if (min !== undefined && max !== undefined) return `a whole number from ${min} to ${max}`
  return min === undefined ? 'a whole number' : `a whole number, ${min} or more`
}

function unknownFlag(flag: string, {flags}: CommandUsage): Said {
  // A bare `--month` was given its value before the parser saw it.
  const typed = flag.replace(/=(current|latest)$/, '')
  const near = suggest(
    typed,
    Object.keys(flags).map((name) => `--${name}`),
  )
  return near === undefined ? [`unknown option: ${typed}`] : [`unknown option: ${typed}`, `did you mean ${near}? $help`]
}

function missing(args: readonly unknown[]): Said {
  const names = args.map((arg) => textAt(arg, 'name').toUpperCase()).join(' and ')
  const [about = ''] = args.map((arg) => uncapitalised(textAt(arg, 'description').replace(/\.$/, '')))
  return [
    `${names} ${args.length === 1 ? 'is' : 'are'} missing${args.length === 1 && about !== '' ? `: ${about}` : ''}`,
  ]
}

const OPTIONAL: Readonly<Record<string, string>> = {
  '--day=current': 'expected a date (2026-11-01), today or yesterday',
  '--week=current': 'expected a date (2026-11-01), today or yesterday',
  '--month=current': 'expected a month (2026-11)',
}

/** What follows a flag whose value may be left out, and is not such a value, was most likely meant as one. */
function unexpected(args: readonly unknown[], {argv}: CommandUsage): Said {
  const [first = ''] = args.map(String)
  const before = argv[argv.indexOf(first) - 1] ?? ''
  const expected = OPTIONAL[before]
  if (expected !== undefined) return [`${before.replace('=current', '')} ${first}: ${expected}`]
  return [`unexpected argument${args.length === 1 ? '' : 's'}: ${args.join(' ')}`]
}

/** The parser's sentence without its colours, its preamble and its own hint. */
export function plainSentence(message: string): string {
  return stripVTControlCharacters(message)
    .replace(/^Parsing --\S+ \n\t/, '')
    .replace(/\nSee more help with --help$/, '')
    .replace(/^The following errors? occurred:\s*/, '')
}

/** The first word small, unless it is a name such as `PreToolUse` or `ID`. */
function uncapitalised(text: string): string {
  return /^[A-Z][a-z]*(?=[\s,;]|$)/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text
}

function listAt(value: object, key: string): readonly unknown[] {
  const entry: unknown = new Map(Object.entries(value)).get(key)
  return Array.isArray(entry) ? entry : []
}

function textAt(value: unknown, key: string): string {
  const entry: unknown = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : ''
  return typeof entry === 'string' ? entry : ''
}

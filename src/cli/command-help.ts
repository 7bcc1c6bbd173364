import {wrapWords} from '../render/wrap.ts'
import {type Style, styled} from '../render/style.ts'
import {definitions, paragraph, type Term, WIDEST_HELP} from './definitions.ts'
import type {HelpEntry} from './root-help.ts'

/** A command as the manifest holds it, as far as help shows it. */
export interface DocumentedCommand {
  readonly id: string
  readonly summary?: string | undefined
  readonly description?: string | undefined
  readonly examples?: readonly (string | {readonly command: string})[] | undefined
  readonly args: Readonly<Record<string, DocumentedArgument>>
  readonly flags: Readonly<Record<string, DocumentedFlag>>
}

interface DocumentedArgument {
  readonly name: string
  readonly description?: string | undefined
  readonly required?: boolean | undefined
  readonly multiple?: boolean | undefined
}

interface DocumentedFlag {
  readonly name: string
  readonly type: 'boolean' | 'option'
  readonly char?: string | undefined
  readonly description?: string | undefined
  readonly helpValue?: string | readonly string[] | undefined
  readonly helpGroup?: string | undefined
  readonly options?: readonly string[] | undefined
  readonly default?: unknown
  readonly allowNo?: boolean | undefined
  readonly hidden?: boolean | undefined
}

/**
 * Help on one command: what it does, how it is called, examples, then its arguments and flags, what all commands share last.
 *
 * @param subcommands - Commands whose name begins with this one's.
 */
export function commandHelp(
  command: DocumentedCommand,
  subcommands: readonly HelpEntry[],
  {columns = 80, color}: {readonly columns?: number | undefined; readonly color: boolean},
): string {
  const width = Math.min(WIDEST_HELP, columns)
  const bold: Style = 'bold'
  const title = (words: string) => `\n${styled(words, bold, color)}\n`
  const section = (words: string, terms: readonly Term[]) =>
    terms.length === 0 ? '' : title(words) + definitions(terms, width)
  const flags = Object.values(command.flags).filter(({hidden}) => hidden !== true)
  const inGroup = (group?: string) => flags.filter(({helpGroup}) => helpGroup === group)
  const filters = inGroup('filter').map((flag) => `--${flag.name}${valueOf(flag)}`)
  return [
    paragraph(command.summary ?? '', width),
    `\n${styled('Usage:', bold, color)} ${usageLine(command)}\n`,
    title('Examples') + (command.examples ?? []).map((example) => `  ${exampleText(example, command.id)}\n`).join(''),
    ...descriptionOf(command).map((text) => `\n${paragraph(text, width)}`),
    section(
      'Commands',
      subcommands.map(({name, summary}) => [`pech ${name}`, summary]),
    ),
    section(
      'Arguments',
      Object.values(command.args).map((arg) => [argumentName(arg), arg.description ?? '']),
    ),
    section('Flags', inGroup().map(flagTerm)),
    section('Limits', inGroup('limits').map(flagTerm)),
    section('Period (see `pech help periods`)', inGroup('period').map(flagTerm)),
    filters.length === 0
      ? ''
      : title('Filters (may repeat, take globs; see `pech help dimensions`)') + indented(filters, width),
    section('Common flags (see `pech help environment`)', inGroup('global').map(flagTerm)),
  ].join('')
}

function usageLine({id, args, flags}: DocumentedCommand): string {
  const has = (group: string | undefined) => Object.values(flags).some(({helpGroup}) => helpGroup === group)
  return [
    `pech ${id.replaceAll(':', ' ')}`,
    ...Object.values(args).map((arg) => (arg.required === true ? argumentName(arg) : `[${argumentName(arg)}]`)),
    ...(has('period') ? ['[PERIOD]'] : []),
    ...(has('filter') ? ['[FILTERS]'] : []),
    '[FLAGS]',
  ].join(' ')
}

function argumentName({name, multiple}: DocumentedArgument): string {
  return `${name.toUpperCase()}${multiple === true ? '...' : ''}`
}

function exampleText(example: string | {readonly command: string}, id: string): string {
  const text = typeof example === 'string' ? example : example.command
  return text.replaceAll('<%= config.bin %>', 'pech').replaceAll('<%= command.id %>', id.replaceAll(':', ' '))
}

/** What the description says beyond the summary, by paragraphs. */
function descriptionOf({description = ''}: DocumentedCommand): string[] {
  return description === '' ? [] : description.split('\n\n')
}

function flagTerm(flag: DocumentedFlag): Term {
  const {name, char, description = '', options, helpValue, allowNo} = flag
  const term = `${char === undefined ? '' : `-${char}, `}--${allowNo === true ? '[no-]' : ''}${name}${valueOf(flag)}`
  const among = options === undefined || helpValue === undefined ? '' : ` One of ${options.join(', ')}.`
  const usual = isUnsaid(flag.default) ? '' : ` Default: ${String(flag.default)}.`
  return [term, `${description}${among}${usual}`]
}

/** A default that says nothing. */
function isUnsaid(value: unknown): boolean {
  return value === undefined || value === false || value === 'default'
}

function valueOf({type, helpValue, options}: DocumentedFlag): string {
  if (type === 'boolean') return ''
  return ` ${helpValue === undefined ? (options?.join('|') ?? 'VALUE') : String(helpValue)}`
}

function indented(words: readonly string[], width: number): string {
  return wrapWords(
    words.map((word, index) => (index < words.length - 1 ? `${word},` : word)),
    width - 2,
  )
    .map((line) => `  ${line}\n`)
    .join('')
}

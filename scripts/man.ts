/** Writes a man page for pech and each of its commands, from the manifest: `node scripts/man.ts` into `man/`. */
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import packageJson from '../package.json' with {type: 'json'}
import {root} from './bundles.ts'

interface Flag {
  readonly name: string
  readonly char?: string
  readonly type: string
  readonly description?: string
  readonly helpValue?: string
  readonly options?: readonly string[]
  readonly hidden?: boolean
}

interface Command {
  readonly id: string
  readonly summary?: string
  readonly description?: string
  readonly hidden?: boolean
  readonly flags: Readonly<Record<string, Flag>>
  readonly args: Readonly<
    Record<string, {readonly name: string; readonly description?: string; readonly required?: boolean}>
  >
  readonly examples?: readonly (string | {readonly description: string; readonly command: string})[]
}

/** Every page by file name. */
export function manPages(): Map<string, string> {
  const {commands}: {commands: Record<string, Command>} = JSON.parse(
    readFileSync(join(root, 'oclif.manifest.json'), 'utf8'),
  )
  const all = Object.values(commands).filter(({hidden}) => hidden !== true)
  const pages = all.map((command): [string, string] => [
    `pech-${command.id.replaceAll(':', '-')}.1`,
    commandPage(command),
  ])
  return new Map([['pech.1', overview(all)], ...pages])
}

function overview(commands: readonly Command[]): string {
  const list = commands.map(({id, summary}) => `.TP\n.B pech ${roff(id.replaceAll(':', ' '))}\n${roff(summary ?? '')}`)
  return `${head('pech', packageJson.description)}.SH SYNOPSIS\n.B pech\n.I COMMAND\n[FLAGS]\n.SH COMMANDS\n${list.join('\n')}\n.SH EXIT STATUS\n0: yes, or done. 1: pech could not do it, or could not judge. 2: the gate says no.\n`
}

function commandPage({id, summary, description, flags, args, examples = []}: Command): string {
  const name = `pech ${id.replaceAll(':', ' ')}`
  const given = Object.values(args).map((arg) =>
    arg.required === true ? arg.name.toUpperCase() : `[${arg.name.toUpperCase()}]`,
  )
  const options = Object.values(flags)
    .filter(({hidden}) => hidden !== true)
    .map(({name, char, type, helpValue, options, description}) => {
      const value = type === 'boolean' ? '' : ` ${helpValue ?? options?.join('|') ?? 'VALUE'}`
      return `.TP\n.B ${roff(`${char === undefined ? '' : `-${char}, `}--${name}${value}`)}\n${roff(description ?? '')}`
    })
  const shown = examples.map((example) => {
    const command = typeof example === 'string' ? example : example.command
    return `.PP\n.B ${roff(command.replaceAll('<%= config.bin %>', 'pech').replaceAll('<%= command.id %>', id.replaceAll(':', ' ')))}`
  })
  const about = description === undefined ? '' : `.SH DESCRIPTION\n${roff(description)}\n`
  const end = shown.length === 0 ? '' : `.SH EXAMPLES\n${shown.join('\n')}\n`
  return `${head(name, summary ?? '')}.SH SYNOPSIS\n.B ${roff(name)}\n${roff([...given, '[FLAGS]'].join(' '))}\n${about}.SH OPTIONS\n${options.join('\n')}\n${end}.SH SEE ALSO\n.BR pech (1)\n`
}

function head(name: string, summary: string): string {
  return `.TH "${name.replaceAll(' ', '-').toUpperCase()}" "1" "" "pech ${packageJson.version}" "pech"\n.SH NAME\n${roff(name.replaceAll(' ', '-'))} \\- ${roff(summary)}\n`
}

/** Text that roff does not take for a request. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1')
    .replace(/[^\p{ASCII}]/gu, (letter) => `\\[u${codeOf(letter)}]`)
}

function codeOf(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}

if (import.meta.main) {
  const folder = join(root, 'man')
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder)
  for (const [file, text] of manPages()) writeFileSync(join(folder, file), text)
}

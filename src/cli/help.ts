import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Interfaces} from '@oclif/core'
import {commandHelp} from './command-help.ts'
import {wantsColor} from './common-flags.ts'
import type {Distribution} from './distribution.ts'
import {jsonText} from './finish.ts'
import {budgets} from './help-topics/budgets.ts'
import {dimensions} from './help-topics/dimensions.ts'
import {environment} from './help-topics/environment.ts'
import {exitCodes} from './help-topics/exit-codes.ts'
import {hooks} from './help-topics/hooks.ts'
import {json} from './help-topics/json.ts'
import {periods} from './help-topics/periods.ts'
import {rootHelp, type HelpEntry} from './root-help.ts'

type Loadable = Interfaces.Plugin['commands'][number]

/** Subjects of `pech help` that are no commands. */
export const helpTopics: Readonly<Record<string, string>> = {
  budgets,
  dimensions,
  environment,
  'exit-codes': exitCodes,
  hooks,
  json,
  periods,
}

/**
 * Prints help on a command, a topic, a group of commands, or all of pech.
 *
 * @param subject - A command id, a topic, the first part of several commands, or empty for the overview.
 */
export function showHelp(subject: string, asJson: boolean, distribution: Distribution): void {
  const commands = readManifest(distribution.root)
  const listed = subject in distribution.commands || subject in helpTopics ? [] : commandsUnder(subject, commands)
  if (asJson) return printAsJson(subject, commands, listed)
  const topic = helpTopics[subject]
  if (topic !== undefined) process.stdout.write(topic)
  else if (subject in distribution.commands) process.stdout.write(commandText(subject, commands))
  else process.stdout.write(rootHelp(subject, distribution.packageJson, listed, Object.keys(helpTopics), screen()))
}

function commandsUnder(subject: string, commands: readonly Loadable[]): HelpEntry[] {
  return commands
    .filter(({id, hidden}) => !hidden && (subject === '' || id.startsWith(`${subject}:`)))
    .map((command) => ({
      name: command.id.replaceAll(':', ' '),
      group: 'group' in command && typeof command.group === 'string' ? command.group : '',
      summary: command.summary ?? '',
    }))
}

function printAsJson(subject: string, commands: readonly Loadable[], listed: readonly HelpEntry[]): void {
  const command = commands.find(({id}) => id === subject)
  const text = helpTopics[subject]
  const flags = Object.values(command?.flags ?? {}).map(({name, description}) => ({name, description}))
  const about = command === undefined ? {commands: listed} : {summary: command.summary, flags}
  process.stdout.write(jsonText({schema: 'pech/help@1', subject, ...(text === undefined ? about : {text})}))
}

function screen(): {columns: number; color: boolean} {
  return {columns: process.stdout.columns, color: wantsColor(process.env, process.stdout.isTTY)}
}

function commandText(id: string, commands: readonly Loadable[]): string {
  const command = commands.find((one) => one.id === id)
  if (command === undefined) throw new RangeError(`the manifest lacks ${id}`)
  return commandHelp(command, commandsUnder(id, commands), screen())
}

/** The commands as the build recorded them; our own file, checked by the build, so its shape is trusted. */
function readManifest(root: string): Loadable[] {
  const manifest: Interfaces.Manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'))
  return Object.values(manifest.commands).map((command) => ({
    ...command,
    load: () => Promise.reject(new RangeError('help loads no command')),
  }))
}

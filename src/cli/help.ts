import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Interfaces} from '@oclif/core'
import type {Distribution} from './distribution.ts'
import {jsonText} from './finish.ts'
import {rootHelp, type HelpEntry} from './root-help.ts'

type Loadable = Interfaces.Plugin['commands'][number]

/** Subjects of `pech help` that are no commands. */
export const helpTopics: Readonly<Record<string, string>> = {
  'exit-codes': `pech has three exit codes, one meaning each, in every command, with or without --json:

  0  the answer is yes, or the work is done
  1  pech could not do it, or could not judge: usage, configuration, data,
     missing prices where they decide
  2  the gate says no: a hard stop, a regression, an alert limit passed

Claude Code blocks a tool call on 2 and lets it through on 1, so a fault of
pech never stops anyone's work.
`,
}

/**
 * Prints help on a command, a topic, a group of commands, or all of pech.
 *
 * @param subject - A command id, a topic, the first part of several commands, or empty for the overview.
 */
export async function showHelp(subject: string, json: boolean, distribution: Distribution): Promise<void> {
  const commands = readManifest(distribution.root)
  const listed = subject in distribution.commands || subject in helpTopics ? [] : commandsUnder(subject, commands)
  if (json) return printAsJson(subject, commands, listed)
  const topic = helpTopics[subject]
  if (topic !== undefined) process.stdout.write(topic)
  else if (subject in distribution.commands) await showCommandHelp(subject, commands, distribution)
  else process.stdout.write(rootHelp(subject, distribution.packageJson, listed))
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

async function showCommandHelp(id: string, commands: readonly Loadable[], distribution: Distribution): Promise<void> {
  const [{Help}, {oclifConfig}] = await Promise.all([import('@oclif/core/help'), import('./oclif-config.ts')])
  const config = await oclifConfig(distribution, [...commands])
  await new Help(config, {maxWidth: Math.min(100, process.stdout.columns ?? 80)}).showHelp([id])
}

/** The commands as the build recorded them; our own file, checked by the build, so its shape is trusted. */
function readManifest(root: string): Loadable[] {
  const manifest: Interfaces.Manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'))
  return Object.values(manifest.commands).map((command) => ({
    ...command,
    load: () => Promise.reject(new RangeError('help loads no command')),
  }))
}

import {join} from 'node:path'
import {Plugin, type Interfaces} from '@oclif/core'
import {format} from 'prettier'
import packageJson from '../package.json' with {type: 'json'}
import {commandFiles, root} from './bundles.ts'

/** The text that `oclif.manifest.json` must have: every command with its flags, as its class says. */
export async function freshManifest(): Promise<string> {
  const files = commandFiles()
  const plugin = new Plugin({
    root,
    isRoot: true,
    ignoreManifest: true,
    errorOnManifestCreate: true,
    pjson: {...packageJson, oclif: {...packageJson.oclif, topicSeparator: ' ', commands: './commands'}},
  })
  await plugin.load()
  const commands: [string, Interfaces.Manifest['commands'][string]][] = []
  for (const [id, file] of files) {
    const command = plugin.manifest.commands[id]
    if (command === undefined) throw new Error(`${file} exports no command`)
    commands.push([id, command])
  }
  return format(JSON.stringify({version: packageJson.version, commands: Object.fromEntries(commands)}), {
    parser: 'json',
  })
}

export const manifestFile = join(root, 'oclif.manifest.json')

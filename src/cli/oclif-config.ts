import {Config, type Interfaces} from '@oclif/core'
import type {Distribution} from './distribution.ts'

/** oclif's configuration, built from what the bundle knows: nothing is searched for on the disk. */
export async function oclifConfig(
  {root, packageJson}: Distribution,
  commands: Interfaces.Plugin['commands'],
): Promise<Config> {
  const plugin: Interfaces.Plugin = {
    _base: '',
    alias: packageJson.name,
    commandIDs: commands.map(({id}) => id),
    commands,
    commandsDir: undefined,
    findCommand: () => {
      throw new RangeError('commands are loaded by the dispatcher')
    },
    hasManifest: true,
    hooks: {},
    isRoot: true,
    load: () => Promise.resolve(),
    moduleType: 'module',
    name: packageJson.name,
    options: {root},
    pjson: packageJson,
    root,
    topics: [],
    type: 'core',
    valid: true,
    version: packageJson.version,
  }
  const config = new PlainConfig({
    root,
    plugins: new Map([[plugin.name, plugin]]),
    userPlugins: false,
    devPlugins: false,
  })
  await config.load()
  return config
}

/** Looks for no theme, which would be the only file that it reads. */
class PlainConfig extends Config {
  override loadTheme(): ReturnType<Config['loadTheme']> {
    return Promise.resolve(undefined)
  }
}

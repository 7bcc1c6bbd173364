import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {byFlag, filterFlags} from '../src/cli/filter-flags.ts'
import {periodFlags} from '../src/cli/period-flags.ts'
import {runCache} from '../src/cli/run-cache.ts'
import {cacheJson} from '../src/render/cache-json.ts'
import {cacheText} from '../src/render/cache-table.ts'

const {tool: _tool, 'mcp-server': _server, prompt: _prompt, ...filters} = filterFlags

export default class Cache extends BaseCommand {
  static override group = 'Look' as const
  static override summary = 'What the prompt cache saved, and what its losses cost.'
  static override description =
    'What its reads saved, what was written in vain, and which calls lost it, each with the likely cause.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --month',
    '<%= config.bin %> <%= command.id %> --since 7d --by project',
  ]
  static override flags = {
    ...periodFlags,
    by: byFlag,
    ...filters,
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
  }

  async run() {
    const {flags} = await this.parse(Cache)
    return this.finish(runCache(this.ports, flags), {table: cacheText, json: cacheJson})
  }
}

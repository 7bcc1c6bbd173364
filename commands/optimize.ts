import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {filterFlags} from '../src/cli/filter-flags.ts'
import {periodFlags} from '../src/cli/period-flags.ts'
import {runOptimize} from '../src/cli/run-optimize.ts'
import {optimizeJson} from '../src/render/optimize-json.ts'
import {optimizeText} from '../src/render/optimize-table.ts'

const {tool: _tool, 'mcp-server': _server, prompt: _prompt, ...filters} = filterFlags

export default class Optimize extends BaseCommand {
  static override group = 'Explain and verify' as const
  static override summary = 'How to spend less: findings with their dollars per month, evidence and assumption.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --since 7d --project shop',
  ]
  static override flags = {
    ...periodFlags,
    ...filters,
    min: Flags.string({
      description: 'Findings that save so many dollars a month or more; by default $1, or 1% of the spending if less.',
      helpValue: 'USD',
    }),
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
  }

  async run() {
    const {flags} = await this.parse(Optimize)
    return this.finish(runOptimize(this.ports, flags, flags.min), {table: optimizeText, json: optimizeJson})
  }
}

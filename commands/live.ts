import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {isWatched, liveFeed, liveRenderers, watchLive} from '../src/cli/run-live.ts'

export default class Live extends BaseCommand {
  static override group = 'Look' as const
  static override summary = 'What is being spent right now; off a terminal, one moment of it.'
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --demo']
  static override flags = {
    once: Flags.boolean({description: 'Print one moment and end, also on a terminal.'}),
    demo: Flags.boolean({description: 'Show the demo logs that come with pech.'}),
  }

  async run() {
    const {flags} = await this.parse(Live)
    const {format, output} = this.commonFlags
    if (isWatched() && !flags.once && format === 'table' && output === undefined) return watchLive(this.ports)
    return this.finish({report: liveFeed(this.ports).now()}, liveRenderers)
  }
}

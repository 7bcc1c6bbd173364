import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {runEvents} from '../src/cli/run-events.ts'

export default class Events extends BaseCommand {
  static override summary = 'Print recorded events, one JSON object per line.'
  static override group = 'Share' as const
  static override flags = {
    since: Flags.string({
      description: 'Only events from this moment on: a date, a date-time or a span.',
      helpValue: 'T',
    }),
    follow: Flags.boolean({description: 'Go on with new events until interrupted.'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> --since 7d',
    '<%= config.bin %> <%= command.id %> --follow',
  ]

  async run() {
    const {flags} = await this.parse(Events)
    return runEvents(this.ports, flags)
  }
}

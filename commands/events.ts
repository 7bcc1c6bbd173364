import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {runDelivery} from '../src/cli/run-delivery.ts'
import {runEvents} from '../src/cli/run-events.ts'
import {deliveryAsJson, deliveryAsText} from '../src/render/delivery.ts'

export default class Events extends BaseCommand {
  static override summary = 'Print recorded events, one JSON object per line.'
  static override group = 'Share' as const
  static override flags = {
    since: Flags.string({
      description: 'Only events from this moment on: a date, a date-time or a span.',
      helpValue: 'T',
    }),
    follow: Flags.boolean({description: 'Go on with new events until interrupted.', exclusive: ['deliver']}),
    deliver: Flags.boolean({description: 'Send what waits to the configured sinks, instead of printing it.'}),
    retry: Flags.boolean({
      description: 'Also try again at once what was put off after a failure.',
      dependsOn: ['deliver'],
    }),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> --since 7d',
    '<%= config.bin %> <%= command.id %> --follow',
  ]

  async run() {
    const {flags} = await this.parse(Events)
    if (!flags.deliver) return runEvents(this.ports, {...flags, output: this.commonFlags.output})
    return this.finish(await runDelivery(this.ports, flags.retry), {table: deliveryAsText, json: deliveryAsJson})
  }
}

import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {runBurn} from '../src/cli/run-burn.ts'
import {burnJson, burnText} from '../src/render/burn.ts'

export default class Burn extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'How fast money is spent: the latest day (or hour) against the ones before it.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --bucket 1h --lookback 2d',
    '<%= config.bin %> <%= command.id %> --alert-on-acceleration 100',
  ]
  static override flags = {
    bucket: Flags.string({description: 'Length of a bucket: hours, days or weeks.', helpValue: 'SPAN', default: '1d'}),
    lookback: Flags.string({description: 'How far to look back.', helpValue: 'SPAN', default: '14d'}),
    'alert-on-acceleration': Flags.string({description: 'Exit 2 above so many percent.', helpValue: 'PCT'}),
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
  }

  async run() {
    const {flags} = await this.parse(Burn)
    const {bucket, lookback, 'alert-on-acceleration': alert} = flags
    return this.finish(runBurn(this.ports, {bucket, lookback, alert}), {table: burnText, json: burnJson})
  }
}

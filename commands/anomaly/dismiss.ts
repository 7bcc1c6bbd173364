import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {runDismiss} from '../../src/cli/run-anomaly.ts'
import {dismissJson} from '../../src/render/anomaly-json.ts'
import {dismissText} from '../../src/render/anomaly-table.ts'

export default class AnomalyDismiss extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'Silence alerts of the kind of calls that an anomaly belongs to.'
  static override examples = ['<%= config.bin %> <%= command.id %> msg_01Abc --days 30']
  static override args = {id: Args.string({description: 'Id of the anomaly, or the beginning of it.', required: true})}
  static override flags = {
    days: Flags.integer({description: 'For how long.', helpValue: 'N', min: 1, max: 3660, default: 14}),
  }

  async run() {
    const {args, flags} = await this.parse(AnomalyDismiss)
    return this.finish(runDismiss(this.ports, args.id, flags.days), {table: dismissText, json: dismissJson})
  }
}

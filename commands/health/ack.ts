import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {runAck} from '../../src/cli/run-ack.ts'
import {ackJson, ackText} from '../../src/render/health-ack.ts'

export default class HealthAck extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'Take note of a finding, so that alerts about it pause.'
  static override description = '`pech health --notify` keeps silent about it for some days.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> rate-card',
    '<%= config.bin %> <%= command.id %> budget:monthly --days 3',
  ]
  static override args = {
    id: Args.string({description: 'A check, or check:name as alerts call it.', required: true}),
  }
  static override flags = {
    days: Flags.integer({description: 'For how long.', helpValue: 'N', min: 1, max: 366, default: 14}),
  }

  async run() {
    const {args, flags} = await this.parse(HealthAck)
    return this.finish({report: runAck(this.ports, args.id, flags.days)}, {table: ackText, json: ackJson})
  }
}

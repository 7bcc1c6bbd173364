import {Args} from '@oclif/core'
import {diffRates} from '../../src/app/rates/diff-rates.ts'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {diffAsJson, diffAsText} from '../../src/render/rates-diff.ts'

export default class RatesDiff extends BaseCommand {
  static override summary = 'Show the differences between two rate cards.'
  static override group = 'Explain and verify' as const
  static override args = {
    old: Args.string({description: 'A rate card, or `current` for the card in force.', required: true}),
    new: Args.string({description: 'A rate card, `current`, or a table that `rates update` reads.', required: true}),
  }
  static override examples = ['<%= config.bin %> <%= command.id %> current rate-card.json']

  async run() {
    const {args} = await this.parse(RatesDiff)
    return this.finish(diffRates(this.ports, args.old, args.new), {table: diffAsText, json: diffAsJson})
  }
}

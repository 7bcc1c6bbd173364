import {Flags} from '@oclif/core'
import {repriceRates} from '../../src/app/rates/reprice-rates.ts'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {repricePorts} from '../../src/cli/reprice-ports.ts'
import {repriceAsJson, repriceAsText} from '../../src/render/rates-reprice.ts'

export default class RatesReprice extends BaseCommand {
  static override summary = 'Price past calls again by the card in force; leaves a record.'
  static override group = 'Explain and verify' as const
  static override flags = {
    from: Flags.string({description: 'Calls from this date, time or span ago on.', helpValue: 'DATE', required: true}),
    'dry-run': Flags.boolean({description: 'Say what would change, and change nothing.'}),
  }
  static override examples = ['<%= config.bin %> <%= command.id %> --from 2026-11-01 --dry-run']

  async run() {
    const {flags} = await this.parse(RatesReprice)
    const answer = repriceRates(repricePorts(this.ports), {from: flags.from, dryRun: flags['dry-run']})
    return this.finish(answer, {table: repriceAsText, json: repriceAsJson})
  }
}

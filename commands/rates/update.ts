import {Flags} from '@oclif/core'
import {updateRates} from '../../src/app/rates/update-rates.ts'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {ratesUpdatePorts} from '../../src/cli/rates-update-ports.ts'
import {updateAsJson, updateAsText} from '../../src/render/rates-update.ts'

export default class RatesUpdate extends BaseCommand {
  static override summary = 'Bring the rate card up to date with a price table that you name.'
  static override description =
    'Reads a rate card of pech, or the tables of LiteLLM, models.dev and @pydantic/genai-prices. Past calls keep their price.'
  static override group = 'Explain and verify' as const
  static override flags = {
    from: Flags.string({description: 'A file, or an https address.', helpValue: 'FILE|URL', required: true}),
    effective: Flags.string({description: 'First day of changes that the table does not date.', helpValue: 'DATE'}),
    verified: Flags.string({
      description: "The day on which you compared the card with the vendor's own prices.",
      helpValue: 'DATE',
    }),
    yes: Flags.boolean({char: 'y', description: 'Make changes of more than 20 % without asking.'}),
    'dry-run': Flags.boolean({description: 'Say what would change, and change nothing.'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> --from https://models.dev/api.json --dry-run',
    '<%= config.bin %> <%= command.id %> --from prices.json --effective 2026-12-01 --yes',
  ]

  async run() {
    const {flags} = await this.parse(RatesUpdate)
    const {from, effective, verified, yes, 'dry-run': dryRun} = flags
    const answer = await updateRates(ratesUpdatePorts(this.ports), {from, effective, verified, yes, dryRun})
    return this.finish(answer, {table: updateAsText, json: updateAsJson})
  }
}

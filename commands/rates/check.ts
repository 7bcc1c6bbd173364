import {Args} from '@oclif/core'
import {checkRates} from '../../src/app/rates/check-rates.ts'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {ratesCheckPorts} from '../../src/cli/rates-check-ports.ts'
import {checkAsJson, checkAsText} from '../../src/render/rates-check.ts'

export default class RatesCheck extends BaseCommand {
  static override summary = 'Judge a rate card and name the models it lacks; exit 1 when it has errors.'
  static override group = 'Explain and verify' as const
  static override args = {file: Args.string({description: 'A rate card in JSON; the card in force by default.'})}
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> rate-card.json --json',
  ]

  async run() {
    const {args} = await this.parse(RatesCheck)
    return this.finish(checkRates(ratesCheckPorts(this.ports), args.file), {table: checkAsText, json: checkAsJson})
  }
}

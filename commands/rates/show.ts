import {Args, Flags} from '@oclif/core'
import {showRates} from '../../src/app/rates/show-rates.ts'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {ratesAsJson, ratesAsText} from '../../src/render/rates.ts'

export default class RatesShow extends BaseCommand {
  static override summary = 'Show the rates of all models, or the history of one.'
  static override group = 'Explain and verify' as const
  static override args = {model: Args.string({description: 'Any name of a model, as a log writes it.'})}
  static override flags = {
    at: Flags.string({
      description: 'The rates in force at a date (UTC), a date-time or a span ago.',
      helpValue: 'DATE',
    }),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> us.anthropic.claude-opus-5-v1:0',
    '<%= config.bin %> <%= command.id %> claude-sonnet-5-5 --at 2026-10-01',
  ]

  async run() {
    const {args, flags} = await this.parse(RatesShow)
    const answer = showRates(this.ports, {model: args.model, at: flags.at})
    return this.finish(answer, {table: ratesAsText, json: ratesAsJson})
  }
}

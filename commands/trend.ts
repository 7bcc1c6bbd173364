import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {pctFlag} from '../src/cli/limit-flags.ts'
import {runTrend} from '../src/cli/run-diff.ts'
import {trendJson, trendTable} from '../src/render/trend-formats.ts'

export default class Trend extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'Where spending is going, over snapshots or weeks; exit 2 on a drift.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> snapshots/*.json --alert-on-pct 25',
  ]
  static override args = {
    snapshots: Args.string({
      description: 'Files of `pech snapshot`, in order of time; without any, the weeks of the ledger.',
      multiple: true,
    }),
  }
  static override flags = {
    weeks: Flags.integer({description: 'Whole weeks of the ledger.', helpValue: 'N', min: 2, max: 520, default: 12}),
    'alert-on-pct': Flags.string({
      description: 'Exit 2 when spending drifts up by more than so many percent, beyond chance.',
      helpValue: 'PCT',
    }),
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
  }

  async run() {
    const {args, flags} = await this.parse(Trend)
    const limitPct = pctFlag('alert-on-pct', flags['alert-on-pct'])
    const answer = runTrend(this.ports, {files: args.snapshots ?? [], weeks: flags.weeks, limitPct})
    return this.finish(answer, {table: trendTable, json: trendJson})
  }
}

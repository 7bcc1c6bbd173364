import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {checkCompanions, forecastFlags, forecastOptionsOf} from '../src/cli/forecast-flags.ts'
import {periodFlags} from '../src/cli/period-flags.ts'
import {runForecast} from '../src/cli/run-forecast.ts'
import {forecastJson} from '../src/render/forecast-json.ts'
import {forecastText} from '../src/render/forecast-table.ts'

const {session, day, week, month, 'month-start': monthStart} = periodFlags

export default class Forecast extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'What this month will have cost, and how sure that is.'
  static override description =
    'A day, week, month or session when it is over, with a band that says how sure that is; further sums of days; or any series of dates and values.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --month',
    '<%= config.bin %> <%= command.id %> --backtest',
    '<%= config.bin %> <%= command.id %> --series spend.csv --days 14',
  ]
  static override flags = {
    session,
    day,
    week,
    month,
    'month-start': monthStart,
    ...forecastFlags,
    backtest: Flags.boolean({description: 'Make forecasts of the past, and say how they came out.'}),
    warmup: Flags.integer({description: 'Days known at the first of them.', helpValue: 'N', min: 1, default: 120}),
    step: Flags.integer({description: 'Days from one of them to the next.', helpValue: 'N', min: 1, default: 7}),
    series: Flags.string({
      description: 'Read date,value rows from a file instead of the ledger.',
      helpValue: 'FILE.csv',
      exclusive: ['session', 'day', 'week', 'month'],
    }),
    'as-of': Flags.string({
      description: 'Last day of the series that is known.',
      helpValue: 'DATE',
      dependsOn: ['series'],
    }),
    days: Flags.integer({
      description: 'Days to forecast from --series.',
      helpValue: 'N',
      min: 1,
      max: 3660,
      default: 30,
    }),
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
  }

  async run() {
    const {flags, raw} = await this.parse(Forecast)
    checkCompanions(raw, flags)
    const answer = runForecast(this.ports, {...flags, ...forecastOptionsOf(flags)})
    return this.finish(answer, {table: forecastText, json: forecastJson})
  }
}

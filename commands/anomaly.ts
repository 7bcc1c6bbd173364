import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {filterFlags} from '../src/cli/filter-flags.ts'
import {periodFlags} from '../src/cli/period-flags.ts'
import {runAnomaly} from '../src/cli/run-anomaly.ts'
import {anomalyJson} from '../src/render/anomaly-json.ts'
import {anomalyText} from '../src/render/anomaly-table.ts'

const {tool: _tool, 'mcp-server': _server, prompt: _prompt, ...filters} = filterFlags

export default class Anomaly extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'Calls, sessions or days that cost more than their kind usually does, each with its reason.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --since 7d',
    '<%= config.bin %> <%= command.id %> --unit session --month --alert-on 1',
    '<%= config.bin %> <%= command.id %> --series calls.csv --method zscore',
  ]
  static override flags = {
    ...periodFlags,
    ...filters,
    unit: Flags.option({
      options: ['call', 'session', 'day'] as const,
      description: 'What is judged.',
      default: 'call',
    })(),
    method: Flags.option({
      options: ['auto', 'zscore', 'mad', 'poisson'] as const,
      description: 'How; auto is the quiet one.',
      default: 'auto',
    })(),
    threshold: Flags.string({
      description: 'From which score on (3 for zscore, 3.5 for mad, 2 for poisson).',
      helpValue: 'X',
    }),
    floor: Flags.string({description: 'The smallest cost worth a word, in dollars.', helpValue: 'USD', default: '0'}),
    'alert-on': Flags.integer({description: 'Exit 2 when there are so many spikes.', helpValue: 'N', min: 1}),
    series: Flags.string({description: 'Read at,usd rows from a file instead of the ledger.', helpValue: 'FILE.csv'}),
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
  }

  async run() {
    const {flags} = await this.parse(Anomaly)
    return this.finish(runAnomaly(this.ports, flags), {table: anomalyText, json: anomalyJson})
  }
}

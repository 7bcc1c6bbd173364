import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {catLedger} from '../src/cli/cat-calls.ts'
import {filterFlags} from '../src/cli/filter-flags.ts'
import {look} from '../src/cli/look.ts'
import {periodFlags} from '../src/cli/period-flags.ts'
import {printLines} from '../src/cli/print-lines.ts'
import {scopeOf} from '../src/cli/scope.ts'

export default class CatLedger extends BaseCommand {
  static override group = 'Plumbing' as const
  static override summary = "The ledger's calls, one line of JSON each."
  static override description = 'All of them, unless a period is given.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --month',
    "<%= config.bin %> <%= command.id %> --all | jq -r '.picodollars'",
  ]
  static override flags = {
    ...periodFlags,
    ...filterFlags,
    'seed-format': Flags.boolean({description: 'Rows of the older ledger-YYYY-MM.jsonl files.'}),
  }

  async run() {
    const {flags} = await this.parse(CatLedger)
    const scope = scopeOf(this.ports, flags, {all: true})
    const {ledger, problems, notes} = look(this.ports)
    await printLines(catLedger(ledger, scope, flags['seed-format']), this.commonFlags.output)
    this.conclude({report: {problems}, notes})
  }
}

import {Flags} from '@oclif/core'
import {verdictOf} from '../src/app/verify.ts'
import {BaseCommand} from '../src/cli/base-command.ts'
import {look} from '../src/cli/look.ts'
import {runVerify} from '../src/cli/run-verify.ts'
import {verifyJson, verifyText} from '../src/render/verify.ts'

export default class Verify extends BaseCommand {
  static override group = 'Explain and verify' as const
  static override summary = 'Look for damage in the ledger; exit 2 if anything is off.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --against-logs',
  ]
  static override flags = {
    'against-logs': Flags.boolean({description: 'Read all logs again and compare.'}),
  }

  async run() {
    const {flags} = await this.parse(Verify)
    const seen = look(this.ports)
    const {report, notes = [], exitCode} = verdictOf(runVerify(this.ports, seen, flags['against-logs']))
    const answer = {report, notes: [...seen.notes, ...notes], ...(exitCode && {exitCode})}
    return this.finish(answer, {table: verifyText, json: verifyJson})
  }
}

import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {runIngest, watchLogs} from '../src/cli/run-ingest.ts'
import {ingestJson, ingestText} from '../src/render/ingest.ts'

export default class Ingest extends BaseCommand {
  static override group = 'Record' as const
  static override summary = 'Read what is new in the logs into the ledger.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --full',
    '<%= config.bin %> <%= command.id %> laptop.jsonl --peer laptop',
    '<%= config.bin %> <%= command.id %> ~/backup/claude --dry-run',
  ]
  static override strict = false
  static override args = {
    path: Args.string({
      description: 'Transcripts or folders, instead of the configured ones; or an export of another ledger.',
    }),
  }
  static override flags = {
    full: Flags.boolean({description: 'Read every file from its beginning; also rebuilds after damage.'}),
    watch: Flags.boolean({description: 'Go on reading until interrupted.', exclusive: ['dry-run']}),
    peer: Flags.string({description: 'What to call the machine that an export comes from.', helpValue: 'NAME'}),
    'dry-run': Flags.boolean({description: 'Say what would be posted, and post nothing.', exclusive: ['watch']}),
  }

  async run() {
    const {argv, flags} = await this.parse(Ingest)
    const paths = argv.map(String)
    const {full, peer, 'dry-run': dryRun} = flags
    const options = {full, dryRun, ...(paths.length > 0 ? {paths} : {}), ...(peer === undefined ? {} : {peer})}
    if (flags.watch) await watchLogs(this.ports, options)
    const {report, notes} = runIngest(this.ports, options)
    return this.finish({report, notes}, {table: ingestText, json: ingestJson})
  }
}

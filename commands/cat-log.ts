import {Args} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {catLog} from '../src/cli/cat-calls.ts'
import {printLines} from '../src/cli/print-lines.ts'

export default class CatLog extends BaseCommand {
  static override group = 'Plumbing' as const
  static override summary = 'The priced calls of log files, without any ledger.'
  static override description = 'Each call once, attributed and priced, as one line of JSON.'
  static override examples = ['<%= config.bin %> <%= command.id %> ~/.claude/projects/-home-me-src-shop/*.jsonl']
  static override strict = false
  static override args = {file: Args.string({description: 'Transcripts, or folders of them.', required: true})}

  async run() {
    const {argv} = await this.parse(CatLog)
    await printLines(catLog(this.ports, argv.map(String)), this.commonFlags.output)
  }
}

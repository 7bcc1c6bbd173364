import {Flags} from '@oclif/core'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {runLearn} from '../../src/cli/run-learn.ts'
import {learnJson, learnText} from '../../src/render/learn.ts'

export default class LearnExport extends BaseCommand {
  static override group = 'Explain and verify' as const
  static override summary = 'Write the learned costs as a file that other tools can read.'
  static override examples = ['<%= config.bin %> <%= command.id %> --output learnings.json']
  static override flags = {demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'})}

  async run() {
    await this.parse(LearnExport)
    return this.finish(runLearn(this.ports, 'export'), {table: learnText, json: learnJson})
  }
}

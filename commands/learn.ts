import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {runLearn} from '../src/cli/run-learn.ts'
import {learnJson, learnText} from '../src/render/learn.ts'

export default class Learn extends BaseCommand {
  static override group = 'Explain and verify' as const
  static override summary = 'What calls of each kind usually cost, as learned from past sessions.'
  static override examples = ['<%= config.bin %> <%= command.id %>']
  static override flags = {demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'})}

  async run() {
    await this.parse(Learn)
    return this.finish(runLearn(this.ports, 'show'), {table: learnText, json: learnJson})
  }
}

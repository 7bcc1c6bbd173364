import {Flags} from '@oclif/core'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {runCheck} from '../../src/cli/run-check.ts'

export default class BudgetCheck extends BaseCommand {
  static override summary = 'Compare spending with the budgets; exit 2 on a hard stop.'
  static override group = 'Judge' as const
  static override flags = {
    arm: Flags.string({description: 'Only the budgets that calls of this arm fall under.', helpValue: 'NAME'}),
    hook: Flags.boolean({description: 'Judge the tool call whose hook JSON is on stdin.'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --arm client-x --json',
  ]

  async run() {
    const {flags} = await this.parse(BudgetCheck)
    const {format, quiet} = this.commonFlags
    const request = {kind: 'check', hook: flags.hook, arm: flags.arm, json: format === 'json', quiet} as const
    return runCheck(request, this.commonFlags, {ports: this.ports, renderOptions: this.renderOptions})
  }
}

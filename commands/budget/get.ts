import {Args} from '@oclif/core'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {runBudgetList} from '../../src/cli/run-budget.ts'
import {budgetListAsJson, budgetListAsText} from '../../src/render/budget-list.ts'

export default class BudgetGet extends BaseCommand {
  static override summary = 'Show one budget.'
  static override group = 'Judge' as const
  static override args = {name: Args.string({description: 'Name of the budget.', required: true})}
  static override examples = ['<%= config.bin %> <%= command.id %> "arm client-x month"']

  async run() {
    const {args} = await this.parse(BudgetGet)
    return this.finish(runBudgetList(this.ports, args.name), {table: budgetListAsText, json: budgetListAsJson})
  }
}

import {BaseCommand} from '../../src/cli/base-command.ts'
import {runBudgetList} from '../../src/cli/run-budget.ts'
import {budgetListAsJson, budgetListAsText} from '../../src/render/budget-list.ts'

export default class BudgetListCommand extends BaseCommand {
  static override summary = 'Show every budget: spent, limit, when it begins anew, when it will be reached.'
  static override group = 'Judge' as const
  static override examples = ['<%= config.bin %> <%= command.id %>']

  async run() {
    await this.parse(BudgetListCommand)
    return this.finish(runBudgetList(this.ports), {table: budgetListAsText, json: budgetListAsJson})
  }
}

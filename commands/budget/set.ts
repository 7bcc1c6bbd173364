import {Flags} from '@oclif/core'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {budgetFields} from '../../src/cli/budget-fields.ts'
import {runBudgetSet} from '../../src/cli/run-budget.ts'
import {budgetListAsJson, budgetListAsText} from '../../src/render/budget-list.ts'

const usd = (window: string) => Flags.string({description: `Limit in US dollars per ${window}.`, helpValue: 'USD'})
const only = (dimension: string) =>
  Flags.string({description: `Only calls of this ${dimension}; takes globs, may repeat.`, multiple: true})

export default class BudgetSet extends BaseCommand {
  static override summary = 'Write a budget into budgets.yaml; comments stay.'
  static override group = 'Judge' as const
  static override flags = {
    session: usd('session'),
    hour: usd('hour'),
    day: usd('day'),
    week: usd('week'),
    month: usd('month'),
    limit: Flags.string({description: 'Limit in US dollars over --window.', helpValue: 'USD', dependsOn: ['window']}),
    window: Flags.string({description: 'session, hour, day, week, month or a span such as 5h.', dependsOn: ['limit']}),
    name: Flags.string({description: 'Its name; made of the rest by default.'}),
    each: Flags.string({description: 'A budget for each value of this dimension, such as arm or session.'}),
    arm: only('arm'),
    project: only('project'),
    branch: only('branch'),
    model: only('model'),
    tier: only('tier'),
    agent: only('agent type'),
    skill: only('skill'),
    plugin: only('plugin'),
    tool: only('tool'),
    'hard-stop': Flags.boolean({description: 'Stop tool calls when it is used up.', exclusive: ['alert']}),
    alert: Flags.boolean({description: 'Report thresholds, say nothing in the session.'}),
    'grace-pct': Flags.string({description: 'Percent of the limit at which tool calls stop.', helpValue: '110'}),
  }
  static override examples = ['<%= config.bin %> <%= command.id %> --month 50 --arm client-x --hard-stop']

  async run() {
    const {flags} = await this.parse(BudgetSet)
    const {session, hour, day, week, month, arm, project, branch, model, tier, agent, skill, plugin, tool} = flags
    const match = {arm, project, branch, model, tier, agent, skill, plugin, tool}
    const fields = budgetFields({...flags, limits: {session, hour, day, week, month}, match})
    return this.finish(runBudgetSet(this.ports, fields), {table: budgetListAsText, json: budgetListAsJson})
  }
}

import {BaseCommand} from '../src/cli/base-command.ts'
import {runStatusline} from '../src/cli/run-gate.ts'

export default class Statusline extends BaseCommand {
  static override summary = 'One line for the status line of Claude Code, whose JSON is on stdin.'
  static override group = 'Plumbing' as const
  static override examples = ['<%= config.bin %> <%= command.id %> < status.json']

  async run() {
    await this.parse(Statusline)
    return runStatusline(this.commonFlags, () => this.ports.clock())
  }
}

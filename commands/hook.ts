import {Args} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {runGate} from '../src/cli/run-gate.ts'

export default class Hook extends BaseCommand {
  static override summary = 'Do the part of a hook; its JSON is on stdin.'
  static override group = 'Plumbing' as const
  static override args = {event: Args.string({description: 'PreToolUse, PostToolUse, SessionStart, …', required: true})}
  static override examples = ['<%= config.bin %> <%= command.id %> PreToolUse < call.json']

  async run() {
    const {args} = await this.parse(Hook)
    return runGate({kind: 'hook', event: args.event}, this.commonFlags)
  }
}

import {Flags} from '@oclif/core'
import {initPech} from '../src/app/init/init.ts'
import {BaseCommand} from '../src/cli/base-command.ts'
import {initPorts} from '../src/cli/init-ports.ts'
import {TIMERS} from '../src/core/settings/timer.ts'
import {initAsJson, initAsText} from '../src/render/init.ts'

const scope = (other: string, description: string) =>
  Flags.boolean({description, exclusive: ['user', 'project', 'local'].filter((name) => name !== other)})

export default class Init extends BaseCommand {
  static override summary = 'Put hooks and status line into Claude Code, or take them out.'
  static override description =
    'Shows what changes and asks. All else in the file stays as it is; a second run changes nothing; --uninstall restores it.'
  static override group = 'Record' as const
  static override flags = {
    user: scope('user', "Your own settings: settings.json in Claude Code's folder (the default)."),
    project: scope('project', "The project's settings: .claude/settings.json here."),
    local: scope('local', 'Your own settings for this project: .claude/settings.local.json here.'),
    print: Flags.boolean({description: 'Say what would change, and change nothing.', exclusive: ['yes']}),
    yes: Flags.boolean({char: 'y', description: 'Do it without asking.'}),
    uninstall: Flags.boolean({description: 'Take all of it out again.'}),
    'fail-closed': Flags.boolean({description: 'A tool call is stopped when the gate cannot be asked.'}),
    'gate-prompts': Flags.boolean({description: 'Typed prompts pass the gate too.'}),
    statusline: Flags.boolean({
      description: "Put pech's status line in the place of another; --no-statusline: none.",
      allowNo: true,
    }),
    timer: Flags.option({options: TIMERS, description: "Run 'pech health --notify' every hour."})(),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --print',
    '<%= config.bin %> <%= command.id %> --yes --timer systemd',
    '<%= config.bin %> <%= command.id %> --uninstall',
  ]

  async run() {
    const {flags} = await this.parse(Init)
    const {print, yes, uninstall, timer, statusline: statusLine} = flags
    const scope = flags.project ? 'project' : flags.local ? 'local' : 'user'
    const answer = await initPech(initPorts(this.ports), {
      scope,
      cwd: process.cwd(),
      print,
      yes,
      uninstall,
      timer,
      statusLine,
      failClosed: flags['fail-closed'],
      gatePrompts: flags['gate-prompts'],
    })
    return this.finish(answer, {table: initAsText, json: initAsJson})
  }
}

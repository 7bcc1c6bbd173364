import {Args, Flags} from '@oclif/core'
import {listSessions, showSession} from '../src/app/session.ts'
import {BaseCommand} from '../src/cli/base-command.ts'
import {look} from '../src/cli/look.ts'
import {periodFlags, periodOf} from '../src/cli/period-flags.ts'
import {PechError} from '../src/core/problem.ts'

const {session: _session, ...listPeriod} = periodFlags

export default class Session extends BaseCommand {
  static override group = 'Look' as const
  static override summary = 'One session by calls, prompts and subagents; or a list.'
  static override description = 'The session that was active last, unless an ID is given.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --latest',
    '<%= config.bin %> <%= command.id %> --list --since 7d',
  ]
  static override args = {id: Args.string({description: 'Id of the session, or the beginning of it.'})}
  static override flags = {
    latest: Flags.boolean({description: 'The session that was active last (the default).', exclusive: ['list']}),
    list: Flags.boolean({description: 'List sessions, the last active first (this month, unless a period is given).'}),
    top: Flags.integer({description: 'Show N calls, or N sessions.', helpValue: 'N', min: 1}),
    ...listPeriod,
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
  }

  async run() {
    const {args, flags} = await this.parse(Session)
    if (args.id !== undefined && (flags.list || flags.latest)) {
      throw new PechError('USAGE', 'an ID excludes --list and --latest', 'see `pech session --help`')
    }
    const ofLists = Object.entries(flags).find(
      ([name, value]) => name in listPeriod && value !== undefined && value !== false,
    )
    if (ofLists !== undefined && !flags.list) {
      throw new PechError(
        'USAGE',
        `--${ofLists[0]} needs --list`,
        'one session is shown as a whole; see `pech session --help`',
      )
    }
    const nowMs = this.ports.clock()
    const period = periodOf(this.ports, flags)
    const {ledger, problems, notes} = look(this.ports)
    if (flags.list) {
      const report = listSessions(ledger, {period, top: flags.top ?? null, nowMs}, problems)
      const {sessionListTable} = await import('../src/render/session-list-table.ts')
      const {sessionListJson} = await import('../src/render/session-json.ts')
      return this.finish({report, notes}, {table: sessionListTable, json: sessionListJson})
    }
    const request = {id: args.id ?? 'latest', top: flags.top ?? 20, nowMs, timezone: this.ports.zone.name}
    const report = showSession(ledger, request, problems)
    const {sessionTable} = await import('../src/render/session-table.ts')
    const {sessionJson} = await import('../src/render/session-json.ts')
    return this.finish({report, notes}, {table: sessionTable, json: sessionJson})
  }
}

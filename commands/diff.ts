import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {byFlag} from '../src/cli/filter-flags.ts'
import {formatFlag} from '../src/cli/global-flags.ts'
import {diffLimitsOf, limitFlags} from '../src/cli/limit-flags.ts'
import {cellDimensionsOf, runDiff} from '../src/cli/run-diff.ts'
import {diffAnnotations} from '../src/render/diff-annotations.ts'
import {diffJson} from '../src/render/diff-json.ts'
import {diffJunit} from '../src/render/diff-junit.ts'
import {diffMarkdown} from '../src/render/diff-markdown.ts'
import {diffTable} from '../src/render/diff-table.ts'

export default class Diff extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'How much more was spent, and why; exit 2 over a limit.'
  static override description =
    'A side is a snapshot (FILE.json, ./FILE, file:FILE), a period (2026-09, 2026-W45, 2026-11-01, 2026-11-01..2026-11-08, 7d, today, all), a branch (branch:NAME) or a session (session:ID). What looks like a period is one; another bare name is the file or the branch of that name, and an error when there are both. A span, a day or a month alone is compared with the one before.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> base.json current.json --alert-on-pct 20 --min-usd 1',
    '<%= config.bin %> <%= command.id %> 2026-09 2026-10 --by skill',
    '<%= config.bin %> <%= command.id %> 7d',
    '<%= config.bin %> <%= command.id %> branch:main branch:feature',
  ]
  static override args = {
    base: Args.string({description: 'What it was: a snapshot, a period, a branch or a session.', required: true}),
    current: Args.string({description: 'What it is now, in the same way.'}),
  }
  static override flags = {
    by: byFlag,
    ...limitFlags,
    'comment-key': Flags.string({
      description: 'Tells several comments on one pull request apart (markdown).',
      helpValue: 'KEY',
      default: 'default',
    }),
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
    format: formatFlag('markdown', 'github', 'junit'),
  }

  async run() {
    const {args, flags} = await this.parse(Diff)
    const {base, current} = args
    const request = {base, current, by: cellDimensionsOf(flags.by), limits: diffLimitsOf(flags)}
    return this.finish(runDiff(this.ports, request), {
      table: diffTable,
      json: diffJson,
      markdown: (report) => diffMarkdown(report, flags['comment-key']),
      github: diffAnnotations,
      junit: diffJunit,
    })
  }
}

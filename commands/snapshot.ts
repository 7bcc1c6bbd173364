import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {filterFlags} from '../src/cli/filter-flags.ts'
import {formatFlag} from '../src/cli/global-flags.ts'
import {periodFlags} from '../src/cli/period-flags.ts'
import {runSnapshot} from '../src/cli/run-diff.ts'
import {scopeOf} from '../src/cli/scope.ts'
import {snapshotMarkdown, snapshotTable} from '../src/render/snapshot-formats.ts'
import {snapshotJson} from '../src/render/snapshot-json.ts'

const {arm, project, branch, model, tier, agent, plugin, peer} = filterFlags

export default class Snapshot extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'What a period cost, as a small file for diff and trend.'
  static override description =
    'It holds no prompt, no answer, no path and no file name; of a project the last folder’s name. With --output it is JSON.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --all -o base.json',
    '<%= config.bin %> <%= command.id %> --since 7d --branch main -o main.json',
    '<%= config.bin %> <%= command.id %> --month 2026-10 --format markdown',
  ]
  static override flags = {
    ...periodFlags,
    arm,
    project,
    branch,
    model,
    tier,
    agent,
    plugin,
    peer,
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
    format: formatFlag('markdown'),
  }

  async run() {
    const {flags, raw} = await this.parse(Snapshot)
    const isFormatGiven = raw.some((token) => token.type === 'flag' && token.flag === 'format')
    const isFile = flags.output !== undefined && !isFormatGiven
    return this.finish(runSnapshot(this.ports, scopeOf(this.ports, flags)), {
      table: isFile ? snapshotJson : snapshotTable,
      json: snapshotJson,
      markdown: snapshotMarkdown,
    })
  }
}

import {Flags} from '@oclif/core'
import {makeReport} from '../src/app/report.ts'
import {BaseCommand} from '../src/cli/base-command.ts'
import {byFlag, dimensionsOf, filterFlags} from '../src/cli/filter-flags.ts'
import {formatFlag} from '../src/cli/global-flags.ts'
import {look} from '../src/cli/look.ts'
import {checkNarratable, narrateFlag, withNarration} from '../src/cli/narrate-flag.ts'
import {periodFlags} from '../src/cli/period-flags.ts'
import {reportRenderers} from '../src/cli/report-renderers.ts'
import {scopeOf} from '../src/cli/scope.ts'
import {push, reportForOthers, webhookFlag} from '../src/cli/webhook.ts'

export default class Report extends BaseCommand {
  static override group = 'Look' as const
  static override summary = 'Where the money went: by model, project, day or any other.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --month',
    '<%= config.bin %> <%= command.id %> --week --by arm,model',
    '<%= config.bin %> <%= command.id %> --since 7d --by skill --top 10',
    '<%= config.bin %> <%= command.id %> --demo --by day',
  ]
  static override flags = {
    ...periodFlags,
    by: byFlag,
    ...filterFlags,
    top: Flags.integer({description: 'Show the first N rows.', helpValue: 'N', min: 1}),
    last: Flags.integer({
      description: 'List the last N calls, one row each.',
      helpValue: 'N',
      min: 1,
      exclusive: ['by'],
    }),
    sort: Flags.option({
      options: ['usd', 'calls', 'tokens', 'key'] as const,
      description: 'Order of the rows.',
      default: 'usd',
    })(),
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
    format: formatFlag('csv', 'markdown', 'html', 'pdf'),
    narrate: narrateFlag,
    webhook: webhookFlag,
  }

  async run() {
    const {flags} = await this.parse(Report)
    checkNarratable(flags.narrate, this.commonFlags)
    const scope = scopeOf(this.ports, flags)
    const found = look(this.ports)
    const {ledger, problems, notes} = found
    const by = dimensionsOf(flags.by ?? 'model')
    const {top = null, last = null, sort} = flags
    const report = makeReport(ledger, {...scope, by, top, last, sort, nowMs: this.ports.clock()}, problems)
    const answer = await withNarration(flags.narrate, this.ports, found, scope, {report, notes})
    const renderers = reportRenderers(this.ports, found, scope)
    const pushed = {url: flags.webhook, event: 'pech.report'}
    await push(this.ports, pushed, {report: reportForOthers(report)}, renderers.json)
    return this.finish(answer, renderers)
  }
}

import {makeReport} from '../src/app/report.ts'
import {withWindows} from '../src/app/report-windows.ts'
import {BaseCommand} from '../src/cli/base-command.ts'
import {briefly} from '../src/cli/brief-work.ts'
import {byFlag, dimensionsOf, filterFlags} from '../src/cli/filter-flags.ts'
import {formatFlag} from '../src/cli/global-flags.ts'
import {look} from '../src/cli/look.ts'
import {checkNarratable, withNarration} from '../src/cli/narrate-flag.ts'
import {periodFlags} from '../src/cli/period-flags.ts'
import {reportFlags} from '../src/cli/report-flags.ts'
import {reportRenderers} from '../src/cli/report-renderers.ts'
import {scopeOf} from '../src/cli/scope.ts'
import {pushReport} from '../src/cli/webhook.ts'
import {windowsOf} from '../src/cli/windows-flag.ts'

export default class Report extends BaseCommand {
  static override group = 'Look' as const
  static override summary = 'Where the money went: by model, project, day or any other.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --month',
    '<%= config.bin %> <%= command.id %> --week --by arm,model',
    '<%= config.bin %> <%= command.id %> --since 7d --by skill --top 10',
    '<%= config.bin %> <%= command.id %> --by peer --windows 1h,24h,7d',
    '<%= config.bin %> <%= command.id %> --demo --by day',
  ]
  static override flags = {
    ...periodFlags,
    by: byFlag,
    ...filterFlags,
    ...reportFlags,
    format: formatFlag('csv', 'markdown', 'html', 'pdf'),
  }

  async run() {
    const {flags} = await this.parse(Report)
    checkNarratable(flags.narrate, this.commonFlags)
    const spans = windowsOf(flags.windows, this.commonFlags)
    const scope = scopeOf(this.ports, flags)
    const found = look(this.ports)
    return briefly(async () => {
      const {ledger, problems, notes} = found
      const {top = null, last = null, sort = null} = flags
      const by = dimensionsOf(flags.by ?? 'model')
      const request = {...scope, by, top, last, sort, nowMs: this.ports.clock()}
      const report = withWindows(ledger, makeReport(ledger, request, problems), request, spans)
      const answer = await withNarration(flags.narrate, this.ports, found, scope, {report, notes})
      const renderers = reportRenderers(this.ports, found, scope)
      await pushReport(this.ports, flags.webhook, report, renderers.json)
      return this.finish(answer, renderers)
    })
  }
}

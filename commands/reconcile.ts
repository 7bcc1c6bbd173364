import {Flags} from '@oclif/core'
import {reconcileBill} from '../src/app/reconcile/reconcile-bill.ts'
import {BaseCommand} from '../src/cli/base-command.ts'
import {periodFlags, periodOf} from '../src/cli/period-flags.ts'
import {reconcilePorts} from '../src/cli/reconcile-ports.ts'
import {reconcileAsJson, reconcileAsText} from '../src/render/reconcile.ts'

const {day, week, month, since, until} = periodFlags

export default class Reconcile extends BaseCommand {
  static override summary = 'Lay the bill beside the estimate and say why they differ; exit 2 on drift.'
  static override description =
    'Bills come from the cost and usage exports of the Console, or from the Admin and Analytics APIs with the key in ANTHROPIC_ADMIN_API_KEY. They are kept in the ledger. Days are those of UTC.'
  static override group = 'Explain and verify' as const
  static override flags = {
    day,
    week,
    month,
    since,
    until,
    csv: Flags.string({description: 'An export of the Console; may repeat.', helpValue: 'FILE', multiple: true}),
    api: Flags.boolean({description: 'Ask the Admin and Analytics APIs.'}),
    otel: Flags.string({description: "Events of Claude Code's telemetry, for its auxiliary calls.", helpValue: 'FILE'}),
    'alert-on-drift': Flags.integer({
      description: 'Exit 2 beyond so many percent.',
      default: 20,
      min: 0,
      helpValue: 'PCT',
    }),
    'save-discount': Flags.boolean({description: 'Keep the discount found as price overlay in config.yaml.'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> --csv costs.csv --csv usage.csv',
    '<%= config.bin %> <%= command.id %> --month 2026-10 --api',
  ]

  async run() {
    const {flags} = await this.parse(Reconcile)
    const fallback = periodOf(this.ports, {})
    const isNamed = [flags.day, flags.week, flags.month, flags.since, flags.until].some((value) => value !== undefined)
    const answer = await reconcileBill(reconcilePorts(this.ports), {
      period: isNamed ? periodOf(this.ports, flags) : null,
      fallback,
      csvFiles: flags.csv ?? [],
      api: flags.api,
      otelFile: flags.otel,
      limitPercent: flags['alert-on-drift'],
      saveDiscount: flags['save-discount'],
    })
    return this.finish(answer, {table: reconcileAsText, json: reconcileAsJson})
  }
}

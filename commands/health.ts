import {BaseCommand} from '../src/cli/base-command.ts'
import {formatFlag} from '../src/cli/global-flags.ts'
import {healthFlags, healthLimitsOf} from '../src/cli/health-flags.ts'
import type {Look} from '../src/cli/look.ts'
import {databaseOf, runHealth} from '../src/cli/run-health.ts'
import {push, webhookFlag} from '../src/cli/webhook.ts'
import type {HealthReport} from '../src/core/health/health-report.ts'
import {
  healthAnnotations,
  healthJson,
  healthJunit,
  healthNagios,
  healthSarif,
  healthTable,
} from '../src/render/health-formats.ts'

export default class Health extends BaseCommand {
  static override group = 'Judge' as const
  static override summary = 'All checks at once; exit 2 when one fails.'
  static override description =
    'Each check passes, warns, fails or is unknown. With --strict, exit 1 when none fails and one is unknown. Checks and limits can be set in config.yaml under `health`.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --skip hooks --format nagios',
    '<%= config.bin %> <%= command.id %> --only budget,projection --alert-days-to-exhaust 7',
    '<%= config.bin %> <%= command.id %> --notify --quiet',
    '<%= config.bin %> <%= command.id %> --webhook https://status.example.org/pech',
  ]
  static override flags = {
    ...healthFlags,
    webhook: webhookFlag,
    format: formatFlag('nagios', 'github', 'junit', 'sarif'),
  }

  async run() {
    const {flags} = await this.parse(Health)
    const {skip = [], only = [], strict} = flags
    const {answer, look} = runHealth(this.ports, {skip, only, strict, limits: healthLimitsOf(flags)})
    const {notes = []} = answer
    const said = flags.notify ? await this.#notify(answer.report, look, flags['github-issue']) : []
    await push(this.ports, {url: flags.webhook, event: 'pech.health'}, answer, healthJson)
    await this.finish(
      {...answer, notes: [...notes, ...said]},
      {
        table: healthTable,
        json: healthJson,
        nagios: healthNagios,
        github: healthAnnotations,
        junit: healthJunit,
        sarif: (report) => healthSarif(report, this.config.version),
      },
    )
  }

  async #notify(report: HealthReport, look: Look, wantsIssues: boolean) {
    const {notifyHealth} = await import('../src/cli/notify-health.ts')
    return notifyHealth(this.ports, databaseOf(look), report, wantsIssues)
  }
}

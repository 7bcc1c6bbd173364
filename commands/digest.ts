import {Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {formatFlag} from '../src/cli/global-flags.ts'
import {runDigest} from '../src/cli/run-digest.ts'
import {digestHtml, digestJson, digestMarkdown, digestText} from '../src/render/digest-formats.ts'

export default class Digest extends BaseCommand {
  static override group = 'Look' as const
  static override summary = 'The morning page: spending, budgets, anomalies, forecast.'
  static override description =
    'Yesterday and the month, budgets, anomalies, the forecast and, where bills were read, the bill. For a mail: --format html or text.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --format html -o digest.html',
  ]
  static override flags = {
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
    format: formatFlag('markdown', 'html', 'text'),
  }

  async run() {
    await this.parse(Digest)
    return this.finish(await runDigest(this.ports), {
      table: digestText,
      text: digestText,
      json: digestJson,
      markdown: digestMarkdown,
      html: digestHtml,
    })
  }
}

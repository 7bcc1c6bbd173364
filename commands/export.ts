import {Flags} from '@oclif/core'
import type {ExportFacts} from '../src/core/export/export-facts.ts'
import {ledgerMetrics} from '../src/core/export/ledger-metrics.ts'
import {otlpMetrics} from '../src/core/export/otlp-metrics.ts'
import {BaseCommand} from '../src/cli/base-command.ts'
import {look} from '../src/cli/look.ts'
import {periodFlags, periodOf} from '../src/cli/period-flags.ts'
import {exportFactsOf, writeLedger, writeParquet} from '../src/cli/run-export.ts'
import {postJson} from '../src/cli/webhook.ts'
import {exportCsv, exportJson} from '../src/render/export-cells.ts'
import {prometheusText} from '../src/render/export-prometheus.ts'

const {session: _session, ...periods} = periodFlags

export default class Export extends BaseCommand {
  static override group = 'Share' as const
  static override summary =
    'The ledger for other tools: Prometheus, OpenTelemetry, CSV, Parquet, or all calls for another machine.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --format prometheus -o /var/lib/node_exporter/pech.prom',
    '<%= config.bin %> <%= command.id %> --format jsonl --since 30d -o laptop.jsonl',
    '<%= config.bin %> <%= command.id %> --format parquet --month 2026-10 -o calls.parquet',
    '<%= config.bin %> <%= command.id %> --format otlp --webhook https://collector.example.org/v1/metrics',
  ]
  static override flags = {
    ...periods,
    webhook: Flags.string({description: 'Post it there, as JSON (otlp, or --json).', helpValue: 'URL'}),
    demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.'}),
    format: Flags.option({
      options: ['prometheus', 'jsonl', 'parquet', 'csv', 'otlp', 'json'] as const,
      description:
        'How to write it. csv: sums. parquet: every call. jsonl: calls that `pech ingest` of another machine takes in.',
      default: 'prometheus' as const,
      helpGroup: 'global',
    })(),
  }

  async run() {
    const {flags} = await this.parse(Export)
    const period = periodOf(this.ports, flags, {all: true})
    const opened = look(this.ports)
    if (this.commonFlags.format === 'jsonl') return writeLedger(this.ports, opened, period, flags.output)
    if (this.commonFlags.format === 'parquet') {
      return writeParquet(opened, period, {output: flags.output, version: this.config.version})
    }
    const otlp = (facts: ExportFacts) => JSON.stringify(otlpMetrics(facts, this.config.version))
    const report = exportFactsOf(this.ports, opened, period)
    if (flags.webhook !== undefined) {
      const body = this.commonFlags.format === 'json' ? exportJson(report) : otlp(report)
      await postJson(this.ports, flags.webhook, {event: 'pech.export', body})
      if (flags.output === undefined) return
    }
    const prometheus = (facts: ExportFacts) => prometheusText(ledgerMetrics(facts))
    const renderers = {table: prometheus, json: exportJson, prometheus, otlp, csv: exportCsv}
    return this.finish({report, notes: opened.notes}, renderers)
  }
}

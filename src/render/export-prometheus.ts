import type {Metric, Sample} from '../core/export/metric.ts'

/**
 * Metrics as text for Prometheus's textfile collector: HELP and TYPE before the values, no timestamps, a newline at the end.
 *
 * @see https://github.com/prometheus/docs/blob/main/docs/instrumenting/exposition_formats.md
 */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics
    .map(({name, help, type, samples}) => {
      const values = samples.map((sample) => `${name}${labelsText(sample)} ${valueText(sample)}\n`)
      return `# HELP ${name} ${help.replace(/[\\\n]/g, escaped)}\n# TYPE ${name} ${type}\n${values.join('')}`
    })
    .join('')
}

function labelsText({labels}: Sample): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.toWellFormed().replace(/[\\\n"]/g, escaped)}"`,
  )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function valueText({value}: Sample): string {
  return typeof value === 'bigint' ? String(value) : value.decimal
}

function escaped(character: string): string {
  return character === '\n' ? '\\n' : `\\${character}`
}

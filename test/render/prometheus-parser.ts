/** A value with its metric's name and labels. */
export interface ParsedSample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/**
 * Reads Prometheus's text format and throws at anything that its guide forbids or a textfile collector refuses: no newline at the end, values before
 * HELP and TYPE, metrics in pieces, counters without `_total`, timestamps, repeated labels, characters that are not escaped.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function parsePrometheus(text: string): ParsedSample[] {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line has no newline')
  const samples: ParsedSample[] = []
  const seen = new Set<string>()
  const closed = new Set<string>()
  let open: {name: string; type: string | null} | null = null
  for (const line of text.split('\n').slice(0, -1)) {
    const help = /^# HELP ([a-z_][a-z0-9_]*) (?:[^\\]|\\\\|\\n)+$/.exec(line)
    const type = /^# TYPE ([a-z_][a-z0-9_]*) (counter|gauge)$/.exec(line)
    if (help) {
      if (open) closed.add(open.name)
      open = {name: help[1]!, type: null}
      if (closed.has(open.name)) throw new Error(`${open.name} comes in pieces`)
    } else if (type) {
      if (open?.name !== type[1] || open?.type !== null) throw new Error(`TYPE without its HELP: ${line}`)
      open = {name: open.name, type: type[2]!}
      if (open.type === 'counter' && !open.name.endsWith('_total')) throw new Error(`a counter without _total: ${line}`)
      if (open.type === 'gauge' && open.name.endsWith('_total')) throw new Error(`a gauge with _total: ${line}`)
    } else {
      const sample = parseSample(line)
      if (!open || open.type === null || sample.name !== open.name)
        throw new Error(`a value outside of its metric: ${line}`)
      const id = JSON.stringify([sample.name, Object.entries(sample.labels).sort()])
      if (seen.has(id)) throw new Error(`twice: ${line}`)
      seen.add(id)
      samples.push(sample)
    }
  }
  return samples
}

function parseSample(line: string): ParsedSample {
  const match = /^([a-z_][a-z0-9_]*)(?:\{(.+)\})? (\d+(?:\.\d+)?)$/su.exec(line)
  if (match === null) throw new Error(`no value: ${line}`)
  const [, name = '', body = '', value = ''] = match
  const labels: Record<string, string> = Object.create(null)
  let rest = body
  while (rest !== '') {
    const pair = /^([a-z_][a-z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,(?=.)|$)/su.exec(rest)
    if (pair === null) throw new Error(`no labels: ${line}`)
    if (Object.hasOwn(labels, pair[1]!)) throw new Error(`a label twice: ${line}`)
    labels[pair[1]!] = pair[2]!.replace(/\\([\\"n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
    rest = rest.slice(pair[0].length)
  }
  return {name, labels, value: Number(value)}
}

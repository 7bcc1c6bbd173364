import type {ConfigReport} from '../core/report/config-report.ts'

/** `pech config` for people: name, value and origin in columns. */
export function configAsText({entries}: ConfigReport): string {
  const width = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length))
  const names = width(entries.map(({name}) => name))
  const values = width(entries.map(({value}) => value))
  return entries
    .map(({name, value, origin}) => `${name.padEnd(names)}  ${value.padEnd(values)}  (${origin})\n`)
    .join('')
}

/** `pech config --json`. */
export function configAsJson({generatedAtMs, entries, problems}: ConfigReport): object {
  return {schema: 'pech/config@1', generatedAt: new Date(generatedAtMs).toISOString(), problems, entries}
}

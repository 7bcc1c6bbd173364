import type {IngestAnswer} from '../core/report/ingest-report.ts'
import {timestamp} from './moment.ts'
import {problemFields} from './totals-json.ts'

/** `pech ingest --json`. */
export function ingestJson({files, bytes, calls, durationMs, dryRun, generatedAtMs, problems}: IngestAnswer): object {
  return {
    schema: 'pech/ingest@1',
    generatedAt: timestamp(generatedAtMs),
    problems: problemFields(problems),
    dryRun,
    files,
    bytes,
    calls,
    durationMs,
  }
}

/** `pech ingest` for people: one or two lines. */
export function ingestText({files, bytes, calls, durationMs, dryRun}: IngestAnswer): string {
  const {seen, read, unchanged, truncated, rewritten, vanished} = files
  const special = [
    truncated > 0 ? `${truncated} truncated` : '',
    rewritten > 0 ? `${rewritten} rewritten` : '',
    vanished > 0 ? `${vanished} gone (what was read of them stays)` : '',
  ].filter((part) => part !== '')
  const what = `${files.seen === 0 ? 'No files' : `${read} of ${seen} files read`}${unchanged > 0 ? `, ${unchanged} unchanged` : ''}`
  const lines = [
    `${dryRun ? 'Would post' : 'Posted'} ${calls.added} new calls${calls.improved > 0 ? `, improved ${calls.improved}` : ''}.`,
    `${[what, ...special].join(', ')}; ${megabytes(bytes)} in ${(durationMs / 1000).toFixed(1)} s.`,
  ]
  return `${lines.join('\n')}\n`
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

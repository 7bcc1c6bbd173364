import type {IngestAnswer} from '../core/report/ingest-report.ts'
import {counted, formatBytes, withThousands} from './count.ts'
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
  const what = `${seen === 0 ? 'No files' : `${withThousands(BigInt(read))} of ${counted(seen, 'file')} read`}${unchanged > 0 ? `, ${withThousands(BigInt(unchanged))} unchanged` : ''}`
  const lines = [
    whatChanged(calls, read, dryRun),
    `${[what, ...special].join(', ')}; ${formatBytes(bytes)} in ${(durationMs / 1000).toFixed(1)} s.`,
  ]
  return `${lines.join('\n')}\n`
}

function whatChanged({added, improved, duplicate}: IngestAnswer['calls'], read: number, dryRun: boolean): string {
  if (added + improved === 0) return duplicate > 0 || read === 0 ? 'Nothing new.' : 'No calls found.'
  const better = improved > 0 ? `, ${withThousands(BigInt(improved))} completed` : ''
  return `${dryRun ? 'Would post' : 'Posted'} ${counted(added, 'new call')}${better}.`
}

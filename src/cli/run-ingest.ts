import {performance} from 'node:perf_hooks'
import {setTimeout} from 'node:timers/promises'
import {ingest} from '../app/ingest.ts'
import type {IngestAnswer} from '../core/report/ingest-report.ts'
import type {IngestRequest} from '../app/ports.ts'
import type {Composition} from './composition.ts'
import {followNews} from './follow-news.ts'
import {noLogs, openLedgerOf} from './look.ts'
import {progressOnStderr} from './progress.ts'

/** How often a watched ledger looks for new bytes, milliseconds. */
const WATCH_MS = 2000

/** Reads the logs once. A damaged ledger is set aside and built anew when everything is read. */
export function runIngest(ports: Composition, request: IngestRequest): {report: IngestAnswer; notes: string[]} {
  const startedMs = performance.now()
  const access = openLedgerOf(ports, {replaceDamaged: request.full === true})
  const progress = progressOnStderr(!ports.settings.quiet)
  try {
    const report = ingest(access, access.reader, {
      ...request,
      onProgress: progress.onProgress,
      nowMs: ports.clock(),
      elapsedMs: () => performance.now() - startedMs,
      found: access.problems,
    })
    const notes = report.files.seen === 0 ? noLogs(ports) : []
    if (request.dryRun !== true) notes.push(...followNews(ports, access.ledger.database))
    return {report, notes}
  } finally {
    progress.clear()
    access.close()
  }
}

/** Reads the logs again and again until the process is told to stop (SIGINT, SIGTERM). */
export async function watchLogs(ports: Composition, request: IngestRequest): Promise<void> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  let full = request.full === true
  while (!stopping.signal.aborted) {
    const {report} = runIngest(ports, {...request, full})
    full = false
    if (report.calls.added + report.calls.improved > 0 && !ports.settings.quiet) {
      process.stderr.write(`${new Date(ports.clock()).toISOString()} ${report.calls.added} new calls\n`)
    }
    await setTimeout(WATCH_MS, undefined, {signal: stopping.signal}).catch(() => undefined)
  }
}

import {parseMoment, MOMENT_EXPECTED} from '../core/time/moment.ts'
import {eventLine} from '../core/events/event.ts'
import {PechError} from '../core/problem.ts'
import {readEvents} from '../io/ledger/events.ts'
import {openLedger} from '../io/ledger/open-ledger.ts'
import type {Composition} from './composition.ts'

const FOLLOW_MS = 1000
const AT_ONCE = 500
const NONE = 'No events: budgets, anomalies and sessions write some as Claude Code runs; see `pech init`.\n'

/** Writes recorded events as JSON lines, and with `follow` goes on until the process is told to stop. */
export async function runEvents(
  ports: Composition,
  {since, follow}: {readonly since: string | undefined; readonly follow: boolean},
): Promise<void> {
  const sinceMs = since === undefined ? null : parseMoment(since, ports.clock(), ports.zone.name)
  if (since !== undefined && sinceMs === null) {
    throw new PechError('USAGE', `--since ${since}: expected ${MOMENT_EXPECTED}`, 'see `pech help periods`')
  }
  const {database} = openLedger(ports.paths.ledger)
  const over = new AbortController()
  const stop = new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => over.abort())
  try {
    for (let last = 0; !over.signal.aborted;) {
      const events = readEvents(database, last, sinceMs, AT_ONCE)
      for (const event of events) process.stdout.write(`${eventLine(event)}\n`)
      last = events.at(-1)?.id ?? last
      if (events.length === AT_ONCE) continue
      if (last === 0 && !follow && process.stdout.isTTY && !ports.settings.quiet) process.stderr.write(NONE)
      if (!follow) break
      await Promise.race([stop, new Promise((resolve) => setTimeout(resolve, FOLLOW_MS))])
    }
  } finally {
    database.close()
  }
}

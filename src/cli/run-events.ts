import {parseMoment, MOMENT_EXPECTED} from '../core/time/moment.ts'
import {eventLine} from '../core/events/event.ts'
import {PechError} from '../core/problem.ts'
import {readEvents} from '../io/ledger/events.ts'
import {openLedger} from '../io/ledger/open-ledger.ts'
import type {Composition} from './composition.ts'
import {printLines} from './print-lines.ts'

const FOLLOW_MS = 1000
const AT_ONCE = 500
const NONE = 'No events: budgets, anomalies and sessions write some as Claude Code runs; see `pech init`.\n'

interface EventOptions {
  readonly since: string | undefined
  readonly follow: boolean
  readonly output: string | undefined
}

/** Writes recorded events as JSON lines, and with `follow` goes on until the process is told to stop. */
export async function runEvents(ports: Composition, {since, follow, output}: EventOptions): Promise<void> {
  const sinceMs = since === undefined ? null : parseMoment(since, ports.clock(), ports.zone.name)
  if (since !== undefined && sinceMs === null) {
    throw new PechError('USAGE', `--since ${since}: expected ${MOMENT_EXPECTED}`, 'see `pech help periods`')
  }
  if (follow && output !== undefined) {
    throw new PechError(
      'USAGE',
      '--follow has no end to write a file at',
      'leave out --output: `pech events --follow > FILE`',
    )
  }
  const {database} = openLedger(ports.paths.ledger)
  const over = new AbortController()
  const stop = new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => over.abort())
  let last = 0
  const news = function* (): Generator<string> {
    for (let isMore = true; isMore && !over.signal.aborted;) {
      const events = readEvents(database, last, sinceMs, AT_ONCE)
      yield* events.map(eventLine)
      last = events.at(-1)?.id ?? last
      isMore = events.length === AT_ONCE
    }
  }
  try {
    while (!over.signal.aborted) {
      await printLines(news(), output)
      if (last === 0 && !follow && process.stdout.isTTY && !ports.settings.quiet) process.stderr.write(NONE)
      if (!follow) break
      await Promise.race([stop, new Promise((resolve) => setTimeout(resolve, FOLLOW_MS))])
    }
  } finally {
    database.close()
  }
}

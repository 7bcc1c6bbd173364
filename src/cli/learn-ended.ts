import {learnFrom, unlearnedSessions} from '../io/ledger/prior.ts'
import type {Database} from '../io/ledger/database.ts'
import type {Composition} from './composition.ts'
import {progressOnStderr, type Work} from './progress.ts'

const LEARNING: Work = {doing: 'learning what calls cost', rate: (sessions) => `${Math.round(sessions)} sessions/s`}

/** Lets sessions teach that have ended before a moment and have not taught yet. */
export function learnEnded(ports: Composition, database: Database, endedBeforeMs: number): void {
  const progress = progressOnStderr(!ports.settings.quiet, LEARNING)
  database.transaction(() => {
    unlearnedSessions(database, endedBeforeMs).forEach((session, index, {length}) => {
      learnFrom(database, session, ports.clock())
      progress.onProgress(index + 1, length)
    })
  })
  progress.clear()
}

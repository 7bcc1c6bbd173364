import {learn} from '../app/learn.ts'
import type {Answer} from '../core/answer.ts'
import type {LearnReport} from '../core/learning/learn-report.ts'
import {forgetPatterns, learnedPatterns, learnedSessions} from '../io/ledger/prior.ts'
import type {Composition} from './composition.ts'
import {learnEnded} from './learn-ended.ts'
import {look} from './look.ts'

/** Shows, exports or forgets the learned costs. */
export function runLearn(ports: Composition, command: LearnReport['command']): Answer<LearnReport> {
  const {access, problems, notes} = look(ports)
  const {database} = access.ledger
  const nowMs = ports.clock()
  const port = {
    patterns: () => learnedPatterns(database),
    sessions: () => learnedSessions(database),
    learnEnded: (endedBeforeMs: number) => learnEnded(ports, database, endedBeforeMs),
    forget: () => forgetPatterns(database, nowMs),
  }
  return {...learn(port, {command, nowMs}, problems), notes}
}

import type {Answer} from '../core/answer.ts'
import type {CostPattern} from '../core/learning/cost-pattern.ts'
import type {LearnReport} from '../core/learning/learn-report.ts'
import type {ProblemCount} from '../core/problem.ts'

/** What learning asks of the ledger. */
export interface LearningPort {
  readonly patterns: () => ReadonlyMap<string, CostPattern>
  readonly sessions: () => number
  /** Lets the sessions teach that ended before a moment and have not taught yet. */
  readonly learnEnded: (endedBeforeMs: number) => void
  readonly forget: () => number
}

/** A session that was quiet for so long has ended, even if nothing said so. */
export const ENDED_AFTER_MS = 24 * 3_600_000

/** Shows, exports or forgets what calls of each kind usually cost. Before, sessions that have ended teach what they can. */
export function learn(
  port: LearningPort,
  {command, nowMs}: {readonly command: LearnReport['command']; readonly nowMs: number},
  problems: readonly ProblemCount[],
): Answer<LearnReport> {
  const forgotten = command === 'reset' ? port.forget() : 0
  if (command !== 'reset') port.learnEnded(nowMs - ENDED_AFTER_MS)
  return {
    report: {command, generatedAtMs: nowMs, sessions: port.sessions(), patterns: port.patterns(), forgotten, problems},
  }
}

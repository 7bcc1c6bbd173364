import type {Answer} from '../core/answer.ts'
import type {Anomaly} from '../core/anomaly/anomaly.ts'
import {parseNarration, type NarrationOutcome} from '../core/narration/narration.ts'
import type {Report} from '../core/report/report.ts'

/** Who tells, and what of. */
export interface NarrationPort {
  /** What is out of the usual in the report's period. */
  readonly anomalies: () => readonly Anomaly[]
  /** Puts the figures into a question. */
  readonly questionOf: (report: Report, anomalies: readonly Anomaly[]) => string
  readonly ask: (
    question: string,
  ) => Promise<
    {readonly kind: 'answered'; readonly output: string} | {readonly kind: 'failed'; readonly reason: string}
  >
  /** What to say of the outcome beside the answer; null: there was nothing to ask about. */
  readonly noteOf: (outcome: NarrationOutcome | null) => string
}

/** Adds a paragraph on the anomalies to a report. Whatever goes wrong there, the report is made: a note says so. */
export async function narrate(port: NarrationPort, answer: Answer<Report>): Promise<Answer<Report>> {
  const {report, notes = []} = answer
  const anomalies = port.anomalies()
  if (anomalies.length === 0) return {...answer, notes: [...notes, port.noteOf(null)]}
  const said = await port.ask(port.questionOf(report, anomalies))
  const outcome = said.kind === 'failed' ? said : parseNarration(said.output)
  const told = outcome.kind === 'told' ? {...report, narration: outcome.narration} : report
  return {...answer, report: told, notes: [...notes, port.noteOf(outcome)]}
}

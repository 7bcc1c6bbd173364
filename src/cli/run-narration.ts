import {narrate} from '../app/narrate.ts'
import type {Answer} from '../core/answer.ts'
import type {Report} from '../core/report/report.ts'
import {askClaude} from '../io/claude/ask-claude.ts'
import {narrationNote, narrationQuestion} from '../render/narration.ts'
import type {Composition} from './composition.ts'
import {anomaliesOf} from './dashboard-sources.ts'
import type {Look} from './look.ts'
import type {Scope} from './scope.ts'

const TIMEOUT_MS = 120_000

/** `--narrate`: a report with a paragraph by the user's own `claude`. */
export function narrated(
  ports: Composition,
  found: Look,
  scope: Scope,
  answer: Answer<Report>,
): Promise<Answer<Report>> {
  const {models} = ports.rateCards.inForce().card
  return narrate(
    {
      anomalies: () => anomaliesOf(ports, found, scope),
      questionOf: (report, anomalies) => narrationQuestion(report, anomalies, (model) => models.has(model)),
      ask: (question) => askClaude(question, TIMEOUT_MS),
      noteOf: narrationNote,
    },
    answer,
  )
}

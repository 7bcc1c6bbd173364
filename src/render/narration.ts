import type {Anomaly} from '../core/anomaly/anomaly.ts'
import type {NarrationOutcome} from '../core/narration/narration.ts'
import type {Picodollars} from '../core/money/picodollars.ts'
import type {Report} from '../core/report/report.ts'
import {byExcess, excessText, figureTexts, MOST_LISTED} from './anomaly-words.ts'
import {compactCount, withThousands} from './count.ts'
import {formatUsd} from './forecast-words.ts'
import {formatMoney} from './money.ts'
import {formatMoment, formatSpan} from './moment.ts'
import {visible} from './visible.ts'
import {allTokens} from './tally.ts'

/**
 * The question that `--narrate` asks: figures, in our own words. Nothing that a log spells goes in: no text, no title,
 * and no name of a project, branch, session, agent, skill or tool; of models, those that the rate card knows by name.
 *
 * @param isKnownModel - Whether the rate card spells a model so.
 */
export function narrationQuestion(
  {period, totals}: Pick<Report, 'period' | 'totals'>,
  anomalies: readonly Anomaly[],
  isKnownModel: (model: string) => boolean,
): string {
  const {timezone} = period
  const listed = byExcess(anomalies).slice(0, MOST_LISTED)
  const lines = listed.map((anomaly, index) => {
    const {key, atMs, usd, expectedUsd, cause} = anomaly
    const model = key['model']
    const facts = [
      `cost ${formatUsd(usd)}, usually ${formatUsd(expectedUsd)}`,
      ...(model !== undefined && isKnownModel(model) ? [`model ${model}`] : []),
      ...[excessText(anomaly)].flatMap((text) => (text === null ? [] : [`difference ${text}`])),
      ...(cause.change === null ? [] : figureTexts(anomaly.unit, cause.change)),
    ]
    return `${index + 1}. ${formatMoment(atMs, timezone)}: ${facts.join('; ')}`
  })
  return [
    'Below are figures of what calls of a coding assistant cost. Write one paragraph in plain English, 120 words at most, for the person who pays: what stands out, and what the figures give as the reason.',
    'Use these figures only and invent nothing. Refer to calls by their number. No heading, no list, no markdown, no question back. Use no tools.',
    '',
    `Period: ${formatSpan(period, ' to ') || 'everything known'} (${timezone}).`,
    `In all: ${formatMoney(totals.costPicodollars)}, ${withThousands(totals.calls)} calls, ${compactCount(allTokens(totals))} tokens.`,
    `Calls that cost much more or less than others of their kind: ${anomalies.length}; the ${listed.length} with the largest difference:`,
    ...lines,
    '',
  ].join('\n')
}

/** What is said of the outcome on stderr: its cost, or why the report is without it. */
export function narrationNote(outcome: NarrationOutcome | null): string {
  if (outcome === null) return 'pech: nothing is out of the usual, so claude was not asked'
  if (outcome.kind === 'failed') return `pech: the report is without a paragraph by claude: ${visible(outcome.reason)}`
  return `pech: claude wrote a paragraph ${costWords(outcome.narration.costPicodollars)}`
}

/** What stands under the paragraph. */
export function narrationSource(costPicodollars: Picodollars | null): string {
  return `Written by claude -p ${costWords(costPicodollars)}. It was given figures only, and it may be wrong.`
}

function costWords(costPicodollars: Picodollars | null): string {
  return costPicodollars === null ? 'at a cost that it did not tell' : `for ${formatMoney(costPicodollars)}`
}

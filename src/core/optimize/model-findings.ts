import type {CallStream, StreamCall} from '../caching/stream-call.ts'
import type {Picodollars} from '../money/picodollars.ts'
import {costByClass, COST_CLASSES, type RateVector} from '../rates/rate.ts'
import {judgedCalls} from './cache-findings.ts'
import type {Finding} from './finding.ts'
import {tallyByKey} from './tally-by-key.ts'

/** A model that work could be moved to. */
export interface CheaperModel {
  readonly model: string
  readonly rate: RateVector
}

/** Answers of so few tokens a call, over so many calls, are short. */
export const SHORT_OUTPUT_TOKENS = 800
const FEWEST_CALLS = 5

/**
 * Subagents on a dear model whose answers are short: searches and checks, mostly, which a cheaper model does as well.
 *
 * @param streams - Calls by session and agent.
 * @param cheap - Where they could go.
 * @returns One finding per subagent and model, where the cheaper model costs less for the same tokens.
 */
export function cheaperSubagentFindings(streams: readonly CallStream[], cheap: CheaperModel): Finding[] {
  const tallies = tallyByKey()
  for (const call of judgedCalls(streams)) {
    if (call.agent === 'main') continue
    const tally = tallies.of(JSON.stringify([call.agent, call.model]))
    tally.calls++
    tally.tokens += call.tokens.output
    tally.picodollars += costAt(call, call.rate) - costAt(call, cheap.rate)
  }
  return tallies.entries().flatMap(([key, {calls, tokens, picodollars}]): Finding[] => {
    if (calls < FEWEST_CALLS || tokens > SHORT_OUTPUT_TOKENS * calls || picodollars <= 0n) return []
    const [agent = '', model = '']: string[] = JSON.parse(key)
    const evidence = {calls, outputTokensPerCall: Math.round(tokens / calls)}
    return [
      {
        kind: 'cheaper_subagent',
        subject: {agent, model, instead: cheap.model},
        savingPicodollars: picodollars,
        evidence,
      },
    ]
  })
}

/**
 * Programs that ask one question and wait for the answer (sessions of one call from the SDK): as a batch, they cost half.
 *
 * @param streams - Calls by session and agent.
 * @param batchShare - What is left of the price, in percent.
 */
export function batchableFindings(streams: readonly CallStream[], batchShare = 50n): Finding[] {
  const single = streams.flatMap(({calls}) => (calls.length === 1 ? calls : []))
  const sessions = new Map<string | null, number>()
  for (const {calls} of streams) for (const {session} of calls) sessions.set(session, (sessions.get(session) ?? 0) + 1)
  const meant = single.filter(
    ({entrypoint, inScope, priced, session}) =>
      inScope && priced && entrypoint !== null && entrypoint.startsWith('sdk') && sessions.get(session) === 1,
  )
  const cost = meant.reduce((sum, call) => sum + costAt(call, call.rate), 0n)
  const savingPicodollars = (cost * (100n - batchShare)) / 100n
  if (savingPicodollars <= 0n) return []
  return [{kind: 'batchable', subject: {}, savingPicodollars, evidence: {calls: meant.length}}]
}

function costAt({tokens}: StreamCall, rate: RateVector): Picodollars {
  const cost = costByClass(tokens, 0, rate)
  return COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n)
}

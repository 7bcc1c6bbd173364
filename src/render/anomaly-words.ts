import type {Anomaly} from '../core/anomaly/anomaly.ts'
import type {CallChange} from '../core/anomaly/call-change.ts'
import type {ExcessPart} from '../core/anomaly/explain-excess.ts'
import {compactCount} from './count.ts'
import {formatMoneyChange} from './money.ts'
import {localMoment} from './moment.ts'
import {shortId} from './names.ts'
import {formatShare} from './share.ts'
import {visible} from './visible.ts'

const CLASS_WORDS: Readonly<Record<string, string>> = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache reads',
  cacheWrite5m: '5-minute cache writes',
  cacheWrite1h: '1-hour cache writes',
  webSearch: 'web searches',
}

/** What kind of calls it is, in a few words. */
export function anomalyName({unit, key, id}: Anomaly): string {
  if (unit === 'session') return `session ${shortId(id)}`
  if (key['of'] !== undefined)
    return unit === 'day' && key['of'] !== 'all days' ? `the last 24 hours of ${visible(key['of'])}` : visible(id)
  const {agent, model, skill, plugin, kind} = key
  const names = [agent, model, skill, plugin, kind === 'message' ? undefined : kind]
  return names.flatMap((name) => (name === undefined ? [] : [visible(name)])).join(', ')
}

/** What is less than this is not worth a word. */
const HALF_A_CENT = 5_000_000_000n

/** Where the money went: the parts of the excess, the largest first. */
export function excessText({cause}: Anomaly): string | null {
  if (cause.excess === null) return null
  const {parts, excessPicodollars} = cause.excess
  const shown = parts.slice(0, 4).map(partText)
  const rest = parts.slice(4).reduce((sum, {picodollars}) => sum + picodollars, 0n)
  if (rest >= HALF_A_CENT || -rest >= HALF_A_CENT) shown.push(`the rest ${formatMoneyChange(rest)}`)
  return `${formatMoneyChange(excessPicodollars)} = ${shown.join(', ')}`
}

function partText({tokenClass, reason, picodollars}: ExcessPart): string {
  const name = CLASS_WORDS[tokenClass] ?? tokenClass
  const fewer = tokenClass === 'input' || tokenClass === 'output' ? 'less' : 'fewer'
  const more = picodollars < 0n ? fewer : 'more'
  const what = reason === 'price' ? `price of ${name}` : `${more} ${name}`
  return `${what} ${formatMoneyChange(picodollars)}`
}

/** Of a list of anomalies, so many are shown. */
export const MOST_LISTED = 10

/** The largest difference first; the drops come last. */
export function byExcess(anomalies: readonly Anomaly[]): Anomaly[] {
  return [...anomalies].sort((a, b) => b.usd - b.expectedUsd - (a.usd - a.expectedUsd))
}

/** What else was different, in figures and names. */
export function changeText({unit, cause}: Anomaly): string | null {
  const {change} = cause
  if (change === null) return null
  const {model, agent} = change
  const texts = [
    ...figureTexts(unit, change),
    ...(model === null ? [] : [`model ${visible(model.after)}, usually ${visible(model.before)}`]),
    ...(agent === null ? [] : [`agent ${visible(agent.after)}, usually ${visible(agent.before)}`]),
  ]
  return texts.join('; ')
}

/** What else was different, in figures only. */
export function figureTexts(
  unit: Anomaly['unit'],
  {cacheHitRatio, contextTokens, outputTokens}: Pick<CallChange, 'cacheHitRatio' | 'contextTokens' | 'outputTokens'>,
): string[] {
  return [
    ...(cacheHitRatio.after === null || cacheHitRatio.before === null
      ? []
      : [`cache hit ${formatShare(cacheHitRatio.after)}, usually ${formatShare(cacheHitRatio.before)}`]),
    `${unit === 'call' ? 'context' : 'prompts'} ${tokens(contextTokens.after)}, usually ${tokens(contextTokens.before)}`,
    `output ${tokens(outputTokens.after)}, usually ${tokens(outputTokens.before)}`,
  ]
}

function tokens(count: number): string {
  return `${compactCount(BigInt(Math.round(count)))} tokens`
}

/** Which prompt started it. */
export function promptText({cause}: Anomaly, timezone: string): string | null {
  if (cause.session === null) return null
  const session = `session ${visible(shortId(cause.session))}`
  if (cause.promptIndex === null) return session
  const typed = localMoment(cause.promptAtMs, timezone)
  return `${session}, prompt ${cause.promptIndex}${typed === null ? '' : `, typed ${typed.date} ${typed.time}`}`
}

import type {Reported} from '../answer.ts'
import {toUsd} from '../money/picodollars.ts'
import {TOKEN_CLASSES, type Tokens} from '../tokens.ts'
import type {Period} from '../time/period.ts'
import {callChange, type CallChange, type CallProfile} from './call-change.ts'
import {keyParts} from './call-keys.ts'
import {explainExcess, type Excess} from './explain-excess.ts'
import type {FoundItem} from './judge-items.ts'
import {useOf, type AnomalyUnit, type SpendItem} from './spend-item.ts'

/** Why an item cost what it did. */
export interface AnomalyCause {
  /** Actual cost divided by the expected one; null where nothing was expected. */
  readonly times: number | null
  /** The parts add up to the excess; null where no tokens are known, as in a file of costs. */
  readonly excess: Excess | null
  readonly change: CallChange | null
  readonly session: string | null
  /** Key of the prompt that it served. */
  readonly prompt: string | null
  /** Which prompt of the session that was, from 1; null where the log does not say. */
  readonly promptIndex: number | null
  readonly promptAtMs: number | null
}

/** Something out of the usual. Dollars are for statistics; the exact money is in the excess. */
export interface Anomaly {
  readonly unit: AnomalyUnit
  readonly id: string
  readonly index: number
  readonly atMs: number | null
  readonly keyText: string
  readonly key: Readonly<Record<string, string>>
  readonly usd: number
  /** What the excess is counted from: the mean of the usual items; where there are none, what the method expects. */
  readonly expectedUsd: number
  readonly score: number
  readonly direction: 'spike' | 'drop'
  /** `window`: by its own past; `prior`: by what was learned earlier, or from similar keys. */
  readonly source: 'window' | 'prior'
  readonly cause: AnomalyCause
  /** The key was dismissed for a time: it raises no alert. */
  readonly dismissed: boolean
  /** An earlier one of the same key and day has raised the alert already. */
  readonly repeated: boolean
}

/** How to look for anomalies. */
export type AnomalyMethod = 'auto' | 'zscore' | 'mad' | 'poisson'

/** The answer of `pech anomaly`. */
export interface AnomalyReport extends Reported {
  readonly generatedAtMs: number
  readonly unit: AnomalyUnit
  readonly method: AnomalyMethod
  readonly threshold: number
  readonly label: string
  readonly period: Period | null
  readonly checked: number
  readonly learning: number
  readonly flat: number
  readonly differing: number
  readonly anomalies: readonly Anomaly[]
  /** Spikes that count for `--alert-on`, and that limit. */
  readonly spikes: number
  readonly alertOn: number | null
}

/** The answer of `pech anomaly dismiss`. */
export interface DismissReport extends Reported {
  readonly generatedAtMs: number
  readonly id: string
  readonly keyText: string
  readonly untilMs: number
}

/**
 * Explains a found item by the usual ones: the parts of its excess add up to it exactly, and the figures before and after
 * stand beside them.
 *
 * @param unit - What it is.
 * @param found - From `judgeItems`. Without usual items there is nothing to explain with: `excess` and `change` are null.
 */
export function explainItem(unit: AnomalyUnit, {item, index, verdict, usual}: FoundItem): Anomaly {
  const known = verdict.source === 'prior' ? [] : usual
  const excess =
    known.length === 0 ? null : explainExcess(useOf(item), {calls: BigInt(known.length), sums: sumOf(known)})
  const expectedUsd = excess === null ? verdict.expectedUsd : toUsd(excess.expectedPicodollars)
  const [keyText] = item.keys
  return {
    unit,
    id: item.id,
    index,
    atMs: item.atMs,
    keyText,
    key: keyParts(keyText),
    usd: item.usd,
    expectedUsd,
    score: verdict.score,
    direction: verdict.kind,
    source: verdict.source === 'window' ? 'window' : 'prior',
    cause: {
      times: expectedUsd > 0 ? item.usd / expectedUsd : null,
      excess,
      change: known.length === 0 ? null : callChange(usualProfile(known), profileOf(item)),
      session: item.session,
      prompt: item.prompt,
      promptIndex: null,
      promptAtMs: null,
    },
    dismissed: false,
    repeated: false,
  }
}

function sumOf(items: readonly SpendItem[]): ReturnType<typeof useOf> {
  const sums: Record<string, {count: bigint; costPicodollars: bigint}> = {}
  for (const item of items) {
    for (const [name, {count, costPicodollars}] of Object.entries(useOf(item))) {
      const sum = (sums[name] ??= {count: 0n, costPicodollars: 0n})
      sum.count += count
      sum.costPicodollars += costPicodollars
    }
  }
  return sums
}

function profileOf({tokens, model, agent}: SpendItem): CallProfile {
  return {tokens: numbers((name) => Number(tokens[name])), model, agent}
}

/** Means of the tokens; the model and agent that occur most often. */
function usualProfile(items: readonly SpendItem[]): CallProfile {
  const mean = (name: keyof Tokens) => Number(items.reduce((sum, {tokens}) => sum + tokens[name], 0n)) / items.length
  return {
    tokens: numbers(mean),
    model: mostOften(items.map(({model}) => model)),
    agent: mostOften(items.map(({agent}) => agent)),
  }
}

function numbers(of: (name: keyof Tokens) => number): Tokens {
  const tokens = {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0}
  for (const name of TOKEN_CLASSES) tokens[name] = of(name)
  return tokens
}

function mostOften(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

/**
 * Marks the anomalies whose key is dismissed, and those after the first one of a key and day.
 *
 * @param anomalies - In order of time.
 * @param dayOf - Name of the day of an instant.
 * @param isDismissed - Whether a key is silenced.
 */
export function markRepeated(
  anomalies: readonly Anomaly[],
  dayOf: (atMs: number | null) => string,
  isDismissed: (key: string) => boolean,
): Anomaly[] {
  const seen = new Set<string>()
  return anomalies.map((anomaly) => {
    const place = JSON.stringify([anomaly.keyText, anomaly.direction, dayOf(anomaly.atMs)])
    const repeated = seen.has(place)
    seen.add(place)
    return {...anomaly, repeated, dismissed: isDismissed(anomaly.keyText)}
  })
}

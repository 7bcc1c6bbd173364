import {mean} from '../stats/mean.ts'
import {populationStandardDeviation} from '../stats/population-standard-deviation.ts'
import {createRecentWindowDetector} from './recent-window-detector.ts'
import type {Verdict} from './verdict.ts'

/** Mean and standard deviation of a key as learned in earlier sessions, in US dollars. */
export interface CostPrior {
  readonly meanUsd: number
  readonly sigmaUsd: number
}

/** Settings of the z-score rule; by default 30 calls and 3. */
export interface ZScoreSettings {
  readonly windowCalls: number
  readonly threshold: number
  /** The learned prior of a key, or null. Asked for only while the window is not full. */
  readonly priorOf: (key: string) => CostPrior | null
}

/** 30 earlier calls, |z| > 3, no prior. */
export const DEFAULT_ZSCORE_SETTINGS: ZScoreSettings = {windowCalls: 30, threshold: 3, priorOf: () => null}

/**
 * The z-score rule: the 30 earlier calls of the same key, the current one excluded, population σ, alert if |z| > 3, up
 * or down. With fewer than 30 calls the learned prior stands in; without one, `learning`. Where σ = 0 the verdict is
 * `flat`: no score can be told, and `differs` says whether the call left the line.
 *
 * Real costs have heavy tails, so this rule alerts on 5 to 37 of 1,000 ordinary calls; it is there to compare with.
 *
 * @param settings - See `ZScoreSettings`.
 * @returns A function of key and cost (US dollars) that judges one call after another, oldest first. Scores are z.
 */
export function createZScoreDetector(settings: ZScoreSettings): (key: string, costUsd: number) => Verdict {
  const {windowCalls, threshold, priorOf} = settings
  return createRecentWindowDetector(windowCalls, (costUsd, earlier, key) => {
    const full = earlier.length >= windowCalls
    const prior = full ? {meanUsd: mean(earlier), sigmaUsd: populationStandardDeviation(earlier)} : priorOf(key)
    if (prior === null) return {kind: 'learning', seen: earlier.length, needed: windowCalls}
    const expectedUsd = prior.meanUsd
    if (!(prior.sigmaUsd > 0))
      return {kind: 'flat', expectedUsd, differs: costUsd !== (full ? earlier[0] : expectedUsd)}
    const score = (costUsd - expectedUsd) / prior.sigmaUsd
    const kind = score > threshold ? 'spike' : score < -threshold ? 'drop' : 'usual'
    return {kind, expectedUsd, score, source: full ? 'window' : 'prior', historyCalls: earlier.length}
  })
}

import {fewPointsCheck} from '../core/anomaly/few-points-check.ts'
import type {AnomalyMethod} from '../core/anomaly/anomaly.ts'
import type {ItemJudge} from '../core/anomaly/judge-items.ts'
import {createMadDetector, madOutliers, MODIFIED_Z_THRESHOLD} from '../core/anomaly/mad-rule.ts'
import {createQuietDetector, DEFAULT_QUIET_SETTINGS} from '../core/anomaly/quiet-detector.ts'
import type {AnomalyUnit, SpendItem} from '../core/anomaly/spend-item.ts'
import type {Verdict} from '../core/anomaly/verdict.ts'
import {createZScoreDetector, DEFAULT_ZSCORE_SETTINGS, type CostPrior} from '../core/anomaly/zscore-detector.ts'

/** How to look. */
export interface MethodSettings {
  readonly unit: AnomalyUnit
  readonly method: Exclude<AnomalyMethod, 'poisson'>
  readonly threshold: number
  /** The smallest cost worth a word, in US dollars. */
  readonly floorUsd: number
  readonly priorOf: (key: string) => CostPrior | null
}

/** What the threshold is when nobody says. */
export function usualThreshold(unit: AnomalyUnit, method: AnomalyMethod): number {
  switch (method) {
    case 'auto':
      return unit === 'call' ? 1 : 3.5
    case 'zscore':
      return DEFAULT_ZSCORE_SETTINGS.threshold
    case 'mad':
      return MODIFIED_Z_THRESHOLD
    case 'poisson':
      return 2
  }
}

/** Items that say what is usual. */
const USUAL_ITEMS = 30

/** The judge of a method. Sessions and days are few: `mad` lets them judge each other, all of them. */
export function itemJudge(settings: MethodSettings, items: readonly SpendItem[] | null): ItemJudge {
  const {method, threshold, priorOf} = settings
  const floored = (judge: (item: SpendItem) => Verdict) => (item: SpendItem) =>
    aboveFloor(judge(item), item, settings.floorUsd)
  switch (method) {
    case 'auto':
      return {
        judge: settings.unit === 'call' ? quietCalls(settings) : quietFew(settings),
        usualItems: USUAL_ITEMS,
        spikesAreUsual: false,
      }
    case 'zscore': {
      const judge = createZScoreDetector({...DEFAULT_ZSCORE_SETTINGS, threshold, priorOf})
      return {judge: floored(({keys, usd}) => judge(keys[0], usd)), usualItems: USUAL_ITEMS, spikesAreUsual: true}
    }
    case 'mad': {
      const judge = createMadDetector(USUAL_ITEMS, threshold)
      const verdicts = items === null ? null : fewOutliers(items, threshold)
      return {
        judge: floored((item) => verdicts?.get(item) ?? judge(item.keys[0], item.usd)),
        usualItems: USUAL_ITEMS,
        spikesAreUsual: true,
      }
    }
  }
}

function quietCalls({floorUsd, threshold}: MethodSettings): (item: SpendItem) => Verdict {
  const judge = createQuietDetector({...DEFAULT_QUIET_SETTINGS, floorUsd})
  return ({keys, usd}) => raised(judge({keys, costUsd: usd}), threshold)
}

function quietFew({floorUsd, threshold}: MethodSettings): (item: SpendItem) => Verdict {
  const earlier: number[] = []
  return ({usd}) => {
    const verdict = raised(fewPointsCheck(usd, earlier, floorUsd), threshold)
    earlier.push(usd)
    return verdict
  }
}

/** A spike below the threshold that was asked for is none. */
function raised(verdict: Verdict, threshold: number): Verdict {
  return verdict.kind === 'spike' && !(verdict.score > threshold) ? {...verdict, kind: 'usual'} : verdict
}

function aboveFloor(verdict: Verdict, {usd}: SpendItem, floorUsd: number): Verdict {
  return verdict.kind === 'spike' && usd <= floorUsd && floorUsd > 0 ? {...verdict, kind: 'usual'} : verdict
}

function fewOutliers(items: readonly SpendItem[], threshold: number): Map<SpendItem, Verdict> {
  const outcome = madOutliers(
    items.map(({usd}) => usd),
    threshold,
  )
  const verdictAt = (index: number): Verdict => {
    if (outcome.kind === 'judged') return outcome.verdicts[index]!
    return outcome.kind === 'too-few'
      ? {kind: 'learning', seen: outcome.seen, needed: outcome.needed}
      : {kind: 'invalid', reason: 'not-finite'}
  }
  return new Map(items.map((item, index) => [item, verdictAt(index)]))
}

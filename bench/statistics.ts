import {createMadDetector} from '../src/core/anomaly/mad-rule.ts'
import {createQuietDetector, DEFAULT_QUIET_SETTINGS} from '../src/core/anomaly/quiet-detector.ts'
import {createZScoreDetector, DEFAULT_ZSCORE_SETTINGS} from '../src/core/anomaly/zscore-detector.ts'
import type {Verdict} from '../src/core/anomaly/verdict.ts'
import {backtest} from '../src/core/forecast/backtest.ts'
import {DEFAULT_FORECAST_OPTIONS} from '../src/core/forecast/create-forecaster.ts'
import {seededRandom} from '../fixtures/seeded-random.ts'

/**
 * What the keys of a ledger are worth to the detectors, and how long a backtest takes: `node bench/statistics.ts`. The
 * worlds are generated (one person, six kinds of calls whose usual costs differ by 300 times, one call in 200 ten times as
 * dear as it would be): a stand-in, not a measurement of real spend.
 */

interface Call {
  readonly keys: readonly [string, ...string[]]
  readonly costUsd: number
  readonly injected: boolean
}

const KINDS = [
  {tuple: 'review/haiku', side: 'haiku, subagent', model: 'haiku', usualUsd: 0.002, weight: 0.25},
  {tuple: 'search/haiku', side: 'haiku, subagent', model: 'haiku', usualUsd: 0.004, weight: 0.2},
  {tuple: 'write/sonnet', side: 'sonnet, subagent', model: 'sonnet', usualUsd: 0.02, weight: 0.2},
  {tuple: 'main/sonnet', side: 'sonnet, main', model: 'sonnet', usualUsd: 0.06, weight: 0.15},
  {tuple: 'main/opus', side: 'opus, main', model: 'opus', usualUsd: 0.25, weight: 0.15},
  {tuple: 'plan/opus', side: 'opus, subagent', model: 'opus', usualUsd: 0.6, weight: 0.05},
] as const

function world(calls: number, injectedShare: number, seed: number): Call[] {
  const next = seededRandom(seed)
  return Array.from({length: calls}, () => {
    let pick = next()
    const kind = KINDS.find(({weight}) => (pick -= weight) < 0) ?? KINDS[0]
    const bell = next() + next() + next() + next() - 2
    const injected = next() < injectedShare
    const costUsd = kind.usualUsd * Math.exp(bell) * (injected ? 10 : 1)
    return {keys: [kind.tuple, kind.side, kind.model, 'everything'], costUsd, injected}
  })
}

type Detector = (call: Call) => Verdict

const DETECTORS: Readonly<Record<string, (keyed: boolean) => Detector>> = {
  auto: (keyed) => {
    const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
    return ({keys, costUsd}) => judge({keys: keyed ? keys : ['everything'], costUsd})
  },
  zscore: (keyed) => {
    const judge = createZScoreDetector(DEFAULT_ZSCORE_SETTINGS)
    return ({keys, costUsd}) => judge(keyed ? keys[0] : 'everything', costUsd)
  },
  mad: (keyed) => {
    const judge = createMadDetector()
    return ({keys, costUsd}) => judge(keyed ? keys[0] : 'everything', costUsd)
  },
}

function score(make: () => Detector): {falsePer1000: number; recall: number; f1: number} {
  let [hits, falseAlerts, missed, calls] = [0, 0, 0, 0]
  for (let seed = 1; seed <= 10; seed++) {
    const judge = make()
    for (const call of world(5000, 0.005, seed)) {
      const alert = judge(call).kind === 'spike'
      calls++
      if (alert && call.injected) hits++
      else if (alert) falseAlerts++
      else if (call.injected) missed++
    }
  }
  return {
    falsePer1000: (1000 * falseAlerts) / calls,
    recall: hits / (hits + missed),
    f1: (2 * hits) / (2 * hits + falseAlerts + missed),
  }
}

const lines = ['| method | keys | false alerts per 1,000 | recall | F1 |', '|---|---|---|---|---|']
for (const [name, make] of Object.entries(DETECTORS)) {
  for (const keyed of [false, true]) {
    const {falsePer1000, recall, f1} = score(() => make(keyed))
    const keys = keyed ? 'attribution' : 'none'
    lines.push(`| ${name} | ${keys} | ${falsePer1000.toFixed(2)} | ${recall.toFixed(2)} | ${f1.toFixed(2)} |`)
  }
}

const next = seededRandom(7)
const values = Array.from({length: 1000}, () => (next() < 0.4 ? 20 * next() : 0))
const started = performance.now()
backtest(
  {firstDay: '2023-01-01', values},
  {...DEFAULT_FORECAST_OPTIONS, horizonsDays: [1, 7, 30], warmup: 120, step: 7},
)
lines.push('', `Backtest of 1,000 days and three horizons: ${(performance.now() - started).toFixed(0)} ms.`)
process.stdout.write(`${lines.join('\n')}\n`)

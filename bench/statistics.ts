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

function score<Made extends Call>(
  make: () => (call: Made) => boolean,
  worldOf: (calls: number, injectedShare: number, seed: number) => Made[],
): {falsePer1000: number; recall: number; f1: number} {
  let [hits, falseAlerts, missed, calls] = [0, 0, 0, 0]
  for (let seed = 1; seed <= 10; seed++) {
    const isAlert = make()
    for (const call of worldOf(5000, 0.005, seed)) {
      const alert = isAlert(call)
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

const CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite1h'] as const

/** A call with its cost by token class. What was injected: 0 ten times the output, 1 a lost cache, 2 half of the context without its cache. */
interface TokenCall extends Call {
  readonly classUsd: Readonly<Record<(typeof CLASSES)[number], number>>
}

const TOKEN_KINDS = KINDS.map((kind, index) => ({
  ...kind,
  usdPerToken: [1, 1, 3, 3, 5, 5][index]! / 1e6,
  context: [12_000, 25_000, 30_000, 90_000, 150_000, 60_000][index]!,
  output: [200, 400, 900, 700, 900, 4000][index]!,
}))

/** The same kinds of calls, made of tokens: contexts of all sizes, nearly all of them read from the cache. */
function tokenWorld(calls: number, injectedShare: number, seed: number): TokenCall[] {
  const random = seededRandom(seed)
  const bell = () => random() + random() + random() + random() - 2
  return Array.from({length: calls}, () => {
    let pick = random()
    const kind = TOKEN_KINDS.find(({weight}) => (pick -= weight) < 0) ?? TOKEN_KINDS[0]!
    const context = kind.context * Math.exp(0.7 * bell())
    const fresh = context * 0.04 * Math.exp(bell())
    const output = kind.output * Math.exp(1.2 * bell())
    const input = 20 * Math.exp(bell())
    const fault = random() < injectedShare ? Math.floor(random() * 3) : -1
    const classUsd = {
      input: (input + (fault === 2 ? context / 2 : 0)) * kind.usdPerToken,
      output: output * 5 * kind.usdPerToken * (fault === 0 ? 10 : 1),
      cacheRead: (fault === 1 ? 0 : context - fresh) * 0.1 * kind.usdPerToken,
      cacheWrite1h: (fault === 1 ? context : fresh) * 2 * kind.usdPerToken,
    }
    const costUsd = CLASSES.reduce((sum, name) => sum + classUsd[name], 0)
    return {keys: [kind.tuple, kind.side, kind.model, 'everything'], costUsd, classUsd, injected: fault >= 0}
  })
}

/** Tried, and not taken: a call is a spike, too, when one token class is, by a margin, and the call has doubled. */
function byClass(): (call: TokenCall) => boolean {
  const whole = createQuietDetector(DEFAULT_QUIET_SETTINGS)
  const judges = CLASSES.map((name) => ({name, judge: createQuietDetector(DEFAULT_QUIET_SETTINGS)}))
  return ({keys, costUsd, classUsd}) => {
    const verdict = whole({keys, costUsd})
    const isClassSpike = judges.map(({name, judge}) => {
      const own = judge({keys, costUsd: classUsd[name]})
      return own.kind === 'spike' && own.score > 1.6 && classUsd[name] > 0.3 * costUsd
    })
    if (verdict.kind === 'spike') return true
    return verdict.kind === 'usual' && costUsd > 2 * verdict.expectedUsd && isClassSpike.includes(true)
  }
}

const lines = ['| method | keys | false alerts per 1,000 | recall | F1 |', '|---|---|---|---|---|']
for (const [name, make] of Object.entries(DETECTORS)) {
  for (const keyed of [false, true]) {
    const detector = () => {
      const judge = make(keyed)
      return (call: Call) => judge(call).kind === 'spike'
    }
    addLine(name, keyed ? 'attribution' : 'none', score(detector, world))
  }
}

lines.push(
  '',
  '| made of tokens: what decides | keys | false alerts per 1,000 | recall | F1 |',
  '|---|---|---|---|---|',
)
for (const keyed of [false, true]) {
  const detector = () => {
    const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
    return ({keys, costUsd}: Call) => judge({keys: keyed ? keys : ['everything'], costUsd}).kind === 'spike'
  }
  addLine('the cost', keyed ? 'attribution' : 'none', score(detector, tokenWorld))
}
addLine('the cost, or a token class', 'attribution', score(byClass, tokenWorld))

function addLine(name: string, keys: string, {falsePer1000, recall, f1}: ReturnType<typeof score>): void {
  lines.push(`| ${name} | ${keys} | ${falsePer1000.toFixed(2)} | ${recall.toFixed(2)} | ${f1.toFixed(2)} |`)
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

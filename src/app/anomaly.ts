import type {Answer} from '../core/answer.ts'
import {
  explainItem,
  markRepeated,
  type Anomaly,
  type AnomalyMethod,
  type AnomalyReport,
} from '../core/anomaly/anomaly.ts'
import {dispersionCheck, trailingDaySums} from '../core/anomaly/dispersion-check.ts'
import {judgeItems, type FoundItem, type JudgedItems} from '../core/anomaly/judge-items.ts'
import {parseCostSeries} from '../core/anomaly/parse-cost-series.ts'
import type {AnomalyUnit, SpendItem} from '../core/anomaly/spend-item.ts'
import type {CostPrior} from '../core/anomaly/zscore-detector.ts'
import {EXIT} from '../core/exit.ts'
import {PechError, type ProblemCount} from '../core/problem.ts'
import type {Period} from '../core/time/period.ts'
import {itemJudge} from './anomaly-methods.ts'

/** What to look for. */
export interface AnomalyRequest {
  readonly unit: AnomalyUnit
  readonly method: AnomalyMethod
  readonly threshold: number
  readonly floorUsd: number
  readonly alertOn: number | null
  readonly label: string
  readonly period: Period | null
  readonly nowMs: number
}

/** What the search asks of outside. */
export interface AnomalyPorts {
  /** In order of time, from before the period on. */
  readonly items: Iterable<SpendItem>
  readonly priorOf: (key: string) => CostPrior | null
  readonly dayOf: (atMs: number | null) => string
  readonly isDismissed: (key: string) => boolean
  readonly promptPlace: (
    session: string,
    prompt: string,
  ) => {readonly index: number; readonly atMs: number | null} | null
  /** Whether tokens are known; a file has costs only. */
  readonly hasTokens: boolean
}

/** Looks for what is out of the usual, and explains it in figures. Exit 2 when there are as many spikes as `--alert-on` says. */
export function findAnomalies(
  ports: AnomalyPorts,
  request: AnomalyRequest,
  problems: readonly ProblemCount[],
): Answer<AnomalyReport> {
  const {unit, method, alertOn} = request
  const judged = method === 'poisson' ? lastDayAgainstMonth(ports, request) : judgeStream(ports, {...request, method})
  const explained = judged.found.map((found) => explainItem(unit, ports.hasTokens ? found : {...found, usual: []}))
  const placed = explained.map((anomaly) => withPrompt(anomaly, ports))
  const anomalies = markRepeated(placed, ports.dayOf, ports.isDismissed)
  const spikes = anomalies.filter(({direction, dismissed}) => direction === 'spike' && !dismissed).length
  return {
    report: {
      generatedAtMs: request.nowMs,
      unit,
      method,
      threshold: request.threshold,
      label: request.label,
      period: request.period,
      checked: judged.checked,
      learning: judged.learning,
      flat: judged.flat,
      differing: judged.differing,
      anomalies,
      spikes,
      alertOn,
      problems,
    },
    exitCode: alertOn !== null && spikes >= alertOn ? EXIT.gateSaysNo : EXIT.ok,
  }
}

function judgeStream(
  ports: AnomalyPorts,
  request: AnomalyRequest & {readonly method: 'auto' | 'zscore' | 'mad'},
): JudgedItems {
  const {period, unit} = request
  const isInPeriod = ({atMs}: SpendItem) =>
    period === null || (atMs !== null && atMs >= (period.fromMs ?? 0) && atMs < (period.toMs ?? Infinity))
  const settings = {...request, priorOf: ports.priorOf}
  if (unit === 'call') return judgeItems(ports.items, itemJudge(settings, null), isInPeriod)
  const items = [...ports.items]
  return judgeItems(items, itemJudge(settings, items.filter(isInPeriod)), isInPeriod)
}

/** Days before the last 24 hours that are looked at. */
const EARLIER_DAYS = 30

/** The last 24 hours of everything, and of each kind of calls, against the 30 days before. */
function lastDayAgainstMonth(ports: AnomalyPorts, {nowMs, threshold, floorUsd}: AnomalyRequest): JudgedItems {
  const events = new Map<string, {atMs: number; value: number}[]>()
  let last: SpendItem | null = null
  for (const item of ports.items) {
    if (item.atMs === null || item.atMs > nowMs) continue
    last = item
    for (const key of new Set(['everything', item.keys[1] ?? item.keys[0]])) {
      const list = events.get(key) ?? []
      list.push({atMs: item.atMs, value: item.usd})
      events.set(key, list)
    }
  }
  const counts = {checked: 0, learning: 0, flat: 0, differing: 0}
  const found: FoundItem[] = []
  for (const [key, list] of events) {
    const sums = trailingDaySums(list, nowMs, EARLIER_DAYS + 1)
    const observed = sums.at(-1) ?? 0
    // days before the key was first seen say nothing
    const firstMs = list[0]?.atMs ?? nowMs
    const seenDays = Math.min(EARLIER_DAYS, Math.floor((nowMs - firstMs) / 86_400_000))
    const outcome = dispersionCheck(observed, sums.slice(EARLIER_DAYS - seenDays, -1), threshold)
    const index = counts.checked++
    if (outcome.kind === 'too-few') counts.learning++
    if (outcome.kind === 'flat') counts.flat++
    if ((outcome.kind !== 'spike' && outcome.kind !== 'drop') || last === null) continue
    if (outcome.kind === 'spike' && observed <= floorUsd) continue
    const {kind, expected: expectedUsd, score} = outcome
    const verdict = {kind, expectedUsd, score, source: 'window', historyCalls: seenDays} as const
    const item = {
      ...last,
      id: ports.dayOf(nowMs),
      atMs: nowMs,
      keys: [key],
      usd: observed,
      session: null,
      prompt: null,
    } as const
    found.push({item, index, verdict, usual: []})
  }
  return {...counts, found}
}

function withPrompt(anomaly: Anomaly, ports: AnomalyPorts): Anomaly {
  const {session, prompt} = anomaly.cause
  if (session === null || prompt === null) return anomaly
  const place = ports.promptPlace(session, prompt)
  if (place === null) return anomaly
  return {...anomaly, cause: {...anomaly.cause, promptIndex: place.index, promptAtMs: place.atMs}}
}

/** Rows that are named before the rest is only counted. */
const MOST_ROWS = 5

/** The costs of a file as items of one key. @throws PechError that names rows and columns that cannot be read. */
export function itemsOfFile(text: string, file: string): SpendItem[] {
  const {costs, problems} = parseCostSeries(text)
  if (problems.length > 0) {
    const lines = problems.slice(0, MOST_ROWS).map(({row, column, message}) => `${file}:${row}:${column}: ${message}`)
    const more = problems.length > MOST_ROWS ? [`and ${problems.length - MOST_ROWS} more rows`] : []
    throw new PechError(
      'SERIES_INVALID',
      [...lines, ...more].join('\n'),
      'expected rows of at,usd such as 2026-11-01T09:30:00Z,0.12, oldest first',
    )
  }
  return costs.map(({at, atMs, usd}) => ({
    id: at,
    atMs,
    keys: ['series'],
    usd,
    tokens: {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n},
    webSearches: 0n,
    cost: {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, webSearch: 0n},
    model: '',
    agent: '',
    session: null,
    prompt: null,
    open: false,
  }))
}

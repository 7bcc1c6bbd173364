import type {DaysAhead} from '../core/forecast/exhaustion.ts'
import type {BacktestReport, BudgetForecast, ForecastReport} from '../core/forecast/forecast-report.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {forecastNoteText, noForecastText} from './forecast-words.ts'
import {writeJson} from './json.ts'
import {timestamp} from './moment.ts'
import {type JsonFields, problemFields} from './totals-json.ts'

/** `pech forecast --json`, with `--backtest` too. */
export function forecastJson(report: ForecastReport | BacktestReport): string {
  const head = {
    schema: 'pech/forecast@1',
    generatedAt: timestamp(report.generatedAtMs),
    problems: problemFields(report.problems),
    reason: report.reason === null ? null : {code: report.reason, message: noForecastText(report.reason)},
  }
  return writeJson({...head, ...(report.kind === 'backtest' ? backtestFields(report) : forecastFields(report))})
}

function forecastFields(report: ForecastReport): JsonFields {
  const {rest, level} = report
  const toDateUsd = toUsd(report.toDatePicodollars)
  return {
    horizon: report.horizon,
    label: report.label,
    method: report.method,
    asOf: report.asOf,
    timezone: report.timezone,
    knownDays: report.knownDays,
    toDateUsd,
    toDatePicodollars: String(report.toDatePicodollars),
    remaining: rest && {days: report.restDays, pointUsd: rest.point, lowUsd: rest.low, highUsd: rest.high},
    point: rest && {usd: toDateUsd + rest.point},
    band: rest && {
      level,
      lowUsd: toDateUsd + rest.low,
      highUsd: toDateUsd + rest.high,
      calibrated: rest.calibration === 'calibrated',
      calibration: rest.calibration,
      observed: {origins: rest.observed.origins, coverage: rest.observed.coverage},
    },
    horizons: report.horizons.map(({days, point, low, high, notes}) => ({days, point, low, high, notes})),
    budget: report.budgets.map(budgetFields),
    budgetsLeftOut: report.budgetsLeftOut ?? 0,
    model: rest && {...rest.model},
    notes: (rest?.notes ?? []).map((code) => ({code, message: forecastNoteText(code)})),
    gaps: gapFields(report),
  }
}

function gapFields({gaps: {futureCalls, undatedCalls, estimatedCalls, unpricedCalls}}: ForecastReport): JsonFields {
  return {futureCalls, undatedCalls, estimatedCalls, unpricedCalls}
}

function budgetFields({name, key, label, limitUsd, spentUsd, percent, ...ends}: BudgetForecast): JsonFields {
  const day = (end: DaysAhead | null) => end?.day ?? null
  const {earliest, expected, latest} = ends
  return {
    name,
    key,
    label,
    limitUsd,
    spentUsd,
    exhaustion: {percent, date: day(expected), earliest: day(earliest), latest: day(latest)},
  }
}

function backtestFields(report: BacktestReport): JsonFields {
  const [own] = report.scores
  return {
    label: report.label,
    method: report.method,
    level: report.level,
    warmup: report.warmup,
    step: report.step,
    knownDays: report.knownDays,
    origins: report.origins.map(({origin, horizonDays, point, low, high, actual}) => {
      return {origin, horizonDays, point, low, high, actual}
    }),
    coverage: own?.coverage ?? null,
    msis: own?.msis ?? null,
    scaledMae: own?.scaledMae ?? null,
    methods: report.scores.map(({method, origins, coverage, msis, scaledMae, byHorizon}) => {
      return {method, origins, coverage, msis, scaledMae, horizons: byHorizon.map((one) => ({...one}))}
    }),
  }
}

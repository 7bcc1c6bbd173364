import type {BudgetForecast, ForecastReport, BacktestReport, RestForecast} from '../core/forecast/forecast-report.ts'
import type {DaysAhead} from '../core/forecast/exhaustion.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {backtestText} from './backtest-table.ts'
import {type Column, barColumn, fixedColumn, nameColumn} from './column.ts'
import {counted} from './count.ts'
import {forecastNoteText, formatLevel, formatUsd, gapTexts, noForecastText} from './forecast-words.ts'
import {glyphsFor} from './glyphs.ts'
import {formatMoney} from './money.ts'
import {formatDuration, localMoment} from './moment.ts'
import {shortId} from './names.ts'
import type {Note} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {phrase} from './phrase.ts'
import {formatShare} from './share.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {notesAsText, wrapWords} from './wrap.ts'

/** `pech forecast` on a terminal. */
export function forecastText(report: ForecastReport | BacktestReport, options: RenderOptions): string {
  if (report.kind === 'backtest') return backtestText(report, options)
  const {rest, reason} = report
  const head = headerOf(report, options)
  if (rest === null) {
    return `${head}\n${wrapWords(`No forecast: ${noForecastText(reason ?? 'too-short')}`.split(' '), options.columns ?? 80).join('\n')}\n`
  }
  const sections = [head, partsTable(report, rest, options)]
  if (report.horizons.length > 0)
    sections.push(
      section(
        report.horizon === 'days' ? 'The next days' : 'The next days, today included',
        horizonTable(report, options),
        options,
      ),
    )
  if (report.budgets.length > 0)
    sections.push(section('Budgets, and when they will be used up', budgetTable(report.budgets, options), options))
  return sections.join('\n') + notesAsText(notesOf(report, rest), options)
}

function headerOf(report: ForecastReport, options: RenderOptions): string {
  const {dot, dash} = glyphsFor(options)
  const {horizon, label, rest, level, toDatePicodollars} = report
  const now = report.timezone === null ? null : localMoment(report.generatedAtMs, report.timezone)
  const asOf = now === null ? `known to ${report.asOf}` : `as of ${now.date} ${now.time}`
  const name = horizon === 'session' ? `session ${shortId(label)}` : label
  const about = [visible(name), asOf, ...(report.timezone === null ? [] : [visible(report.timezone)])].join(dot)
  if (rest === null) return `${styled(about, 'bold', options.color)}\n${formatMoney(toDatePicodollars)} spent so far\n`
  const spent = toUsd(toDatePicodollars)
  const total = formatUsd(spent + rest.point)
  const band = `${formatUsd(spent + rest.low)}${dash}${formatUsd(spent + rest.high)}`
  const isSure = rest.calibration === 'calibrated'
  const when = horizon === 'days' ? `in the next ${counted(report.restDays, 'day')}` : `when the ${horizon} is over`
  const headline = `${total} ${when}`
  const said = `${headline}, ${formatLevel(level)} band ${band}${isSure ? '' : ` (${rest.calibration})`}`
  const lines = wrapWords(said.split(' '), options.columns ?? 80).join('\n')
  return `${styled(about, 'dim', options.color)}\n${lines.replace(headline, styled(headline, 'bold', options.color))}\n`
}

/** What is spent, what is to come, and both together. */
function partsTable(report: ForecastReport, rest: RestForecast, options: RenderOptions): string {
  const spent = toUsd(report.toDatePicodollars)
  const sum = ({low, point, high}: Pick<RestForecast, 'low' | 'point' | 'high'>, known: number) =>
    [known + low, known + point, known + high].map(formatUsd)
  const isSeries = report.horizon === 'days'
  const parts = isSeries
    ? [['to come', ...sum(rest, 0)]]
    : [
        ['spent so far', '', formatMoney(report.toDatePicodollars), ''],
        [restLabel(report), ...sum(rest, 0)],
        ['total', ...sum(rest, spent)],
      ]
  const column = (header: string, index: number) =>
    fixedColumn(
      header,
      0,
      parts.map((part) => part[index] ?? ''),
    )
  const columns = [
    fixedColumn(
      '',
      0,
      parts.map(([label = '']) => label),
      {align: 'left'},
    ),
    column('low', 1),
    column('expected', 2),
    column('high', 3),
  ]
  return drawTable(
    {columns, rows: parts.length, rulesAbove: isSeries ? [] : [2], rowStyles: isSeries ? {} : {2: 'bold'}},
    options,
  )
}

function restLabel({horizon, restDays}: ForecastReport): string {
  if (horizon === 'session') return restDays > 0 ? `to come, ${counted(restDays, 'call')}` : 'to come'
  return `to come, ${formatDuration(restDays * 86_400_000)}`
}

function section(title: string, table: string, {color}: RenderOptions): string {
  return `${styled(title, 'bold', color)}\n${table}`
}

function horizonTable({horizons}: ForecastReport, options: RenderOptions): string {
  const money = (of: (one: (typeof horizons)[number]) => number) => horizons.map((one) => formatUsd(of(one)))
  const mark = horizons.map(({notes}) => (notes.includes('beyond-30-days-unmeasured') ? 'band unmeasured' : ''))
  const columns = [
    fixedColumn(
      '',
      0,
      horizons.map(({days}) => counted(days, 'day')),
      {align: 'left'},
    ),
    fixedColumn(
      'low',
      0,
      money(({low}) => low),
    ),
    fixedColumn(
      'expected',
      0,
      money(({point}) => point),
    ),
    fixedColumn(
      'high',
      0,
      money(({high}) => high),
    ),
    fixedColumn('', 1, mark, {align: 'left', style: 'dim'}),
  ]
  return drawTable({columns, rows: horizons.length}, options)
}

function budgetTable(budgets: readonly BudgetForecast[], options: RenderOptions): string {
  const glyphs = glyphsFor(options)
  const day = (of: (budget: BudgetForecast) => DaysAhead | null): string[] =>
    budgets.map((budget) => (budget.spentUsd >= budget.limitUsd ? 'used up' : (of(budget)?.day ?? 'not in time')))
  const shares = budgets.map(({spentUsd, limitUsd}) => spentUsd / limitUsd)
  const columns: Column[] = [
    nameColumn(
      'budget',
      0,
      budgets.map(({label}) => visible(label)),
      glyphs,
      {minWidth: 24, cut: 'end'},
    ),
    fixedColumn(
      'limit',
      2,
      budgets.map(({limitUsd}) => formatUsd(limitUsd)),
    ),
    fixedColumn(
      'spent',
      1,
      budgets.map(({spentUsd}) => formatUsd(spentUsd)),
    ),
    fixedColumn('used', 3, shares.map(formatShare)),
    barColumn(
      7,
      shares.map((share) => Math.min(1, share)),
      glyphs,
    ),
    fixedColumn(
      'earliest',
      4,
      day(({earliest}) => earliest),
      {align: 'left'},
    ),
    fixedColumn(
      'expected',
      0,
      day(({expected}) => expected),
      {align: 'left'},
    ),
    fixedColumn(
      'latest',
      5,
      day(({latest}) => latest),
      {align: 'left'},
    ),
  ]
  return drawTable({columns, rows: budgets.length}, options)
}

function notesOf(report: ForecastReport, rest: RestForecast): Note[] {
  const info = (label: string, text: string): Note => ({kind: 'info', label, text: phrase`${text}`})
  const warn = (label: string, text: string): Note => ({kind: 'warning', label, text: phrase`${text}`})
  const isUncertain = rest.calibration !== 'calibrated'
  return [
    info('Method', methodText(report, rest)),
    ...(report.reason === null ? [] : [warn('Reason', noForecastText(report.reason))]),
    ...rest.notes.map((note) => (isUncertain ? warn : info)('Band', forecastNoteText(note))),
    ...(report.horizon === 'session' || report.horizon === 'days'
      ? []
      : [
          info(
            'Today',
            'what today has cost so far counts as spent; of what a day like it usually costs, the part of the day that is left is still to come.',
          ),
        ]),
    ...gapTexts(report.gaps).map((text) => warn('Counted', text)),
    ...leftOutTexts(report).map((text) => info('Budgets', text)),
  ]
}

function leftOutTexts({budgetsLeftOut = 0}: ForecastReport): string[] {
  if (budgetsLeftOut === 0) return []
  const more = `${budgetsLeftOut} more ${budgetsLeftOut === 1 ? 'is' : 'are'} not forecast`
  return [`${more}: those of sessions, hours, rolling spans, tools, skills and prompts, and all beyond the fullest.`]
}

function methodText({method, level, knownDays}: ForecastReport, {observed, calibration, model}: RestForecast): string {
  const {origins, coverage} = observed
  if (model.method === 'sessions') {
    const share = formatShare(coverage)
    return `by ${counted(model.peers, 'past session')} that came as far as this one (${counted(model.calls, 'call')}); of these ${share} ended within such a band of the others.`
  }
  const past =
    coverage === null
      ? 'No past band of this length is over yet.'
      : `Of ${counted(origins, 'past forecast')} of this length, ${Math.round(coverage * origins)} came to lie in their band; ${formatLevel(level)} should.`
  return `${method}, ${calibration}, from ${counted(knownDays, 'known day')}. ${past}`
}

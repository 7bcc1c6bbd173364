import type {Anomaly} from '../../core/anomaly/anomaly.ts'
import type {Dashboard, ModelCache, SessionCost} from '../../core/report/dashboard.ts'
import {anomalyName, byExcess, changeText, excessText, MOST_LISTED} from '../anomaly-words.ts'
import {compactCount, counted, withThousands} from '../count.ts'
import {formatUsd} from '../forecast-words.ts'
import {formatMoney} from '../money.ts'
import {formatMoment} from '../moment.ts'
import {shortId, shortPath} from '../names.ts'
import type {RenderOptions} from '../options.ts'
import {formatShare} from '../share.ts'
import {budgetChart} from './budget-chart.ts'
import {calendarChart} from './calendar-chart.ts'
import {dataTable} from './chart.ts'
import {forecastChart} from './forecast-chart.ts'
import {type Html, markup} from './html.ts'
import {partsChart} from './parts-chart.ts'
import {spendChart} from './spend-chart.ts'
import {usualChart} from './usual-chart.ts'

/** The charts and lists of a page, each only where there is something to show. */
export function dashboardSections(
  dashboard: Dashboard,
  generatedAtMs: number,
  options: Pick<RenderOptions, 'home' | 'timezone'>,
): Html[] {
  const {spend, calendar, parts, budgets, forecast, anomalies, usual, caches, sessions} = dashboard
  return [
    spendChart(spend),
    forecastChart(forecast, spend),
    budgetChart(budgets, generatedAtMs),
    calendarChart(calendar),
    partsChart(parts, spend.models),
    anomalyList(anomalies, options.timezone),
    usualChart(usual),
    cacheTable(caches),
    sessionTable(sessions, options.home),
  ]
}

function anomalyList(anomalies: readonly Anomaly[], timezone: string): Html {
  if (anomalies.length === 0) return markup``
  const dearest = byExcess(anomalies).slice(0, MOST_LISTED)
  const items = dearest.map((anomaly) => {
    const causes = [excessText(anomaly), changeText(anomaly)].filter((text) => text !== null)
    return markup`
<li><p><strong>${formatUsd(anomaly.usd)}</strong> instead of ${formatUsd(anomaly.expectedUsd)} · ${anomalyName(anomaly)} <small>${formatMoment(anomaly.atMs, timezone)}</small></p>${causes.map((cause) => markup`<p class="cause">${cause}</p>`)}</li>`
  })
  const more = anomalies.length > dearest.length ? ` The ${MOST_LISTED} largest:` : ''
  return markup`<section class="long"><h2>Out of the usual</h2><p class="about">${counted(anomalies.length, 'call')} cost much more or less than others of the kind.${more}</p><ol class="anomalies">${items}</ol></section>`
}

function cacheTable(caches: readonly ModelCache[]): Html {
  if (caches.length === 0) return markup``
  const rows = caches.map(({model, cache}) => [
    model,
    formatShare(cache.hitRatio),
    formatMoney(cache.readSavingsPicodollars),
    compactCount(cache.unreadWrites.tokens),
    formatMoney(cache.unreadWrites.costPicodollars),
    formatMoney(cache.netBenefitPicodollars),
  ])
  const wasted = caches.reduce((sum, {cache}) => sum + cache.unreadWrites.costPicodollars, 0n)
  return markup`<section class="long"><h2>Prompt cache</h2><p class="about">${formatMoney(wasted)} went into cache writes that were never read again.</p>${dataTable('Prompt cache by model', ['model', 'hit', 'saved by reads', 'unread tokens', 'unread writes', 'net benefit'], rows)}</section>`
}

function sessionTable(sessions: readonly SessionCost[], home: string | undefined): Html {
  if (sessions.length === 0) return markup``
  const rows = sessions.map(({session, project, calls, costPicodollars, hitRatio}) => [
    shortId(session),
    shortPath(project, home),
    withThousands(calls),
    formatShare(hitRatio),
    formatMoney(costPicodollars),
  ])
  return markup`<section class="long"><h2>Dearest sessions</h2>${dataTable('Dearest sessions', ['session', 'project', 'calls', 'hit', 'cost'], rows, 2)}</section>`
}

import type {UsualCost, UsualCosts} from '../../core/learning/usual-costs.ts'
import {counted, withThousands} from '../count.ts'
import {formatUsd} from '../forecast-words.ts'
import {changeInPercent, kindName, signedUsd, usualSummary} from '../usual-words.ts'
import {round} from './axis.ts'
import {chartSection, dataTable, legend} from './chart.ts'
import {type Html, markup} from './html.ts'

/** Kinds beyond these differ by little. */
export const MOST_KINDS = 12

/** What calls of each kind cost on average, beside what they usually cost. */
export function usualChart(usual: UsualCosts | null): Html {
  if (usual === null) return markup``
  const title = 'Difference from the usual'
  const about = usualSummary(usual)
  const shown = usual.kinds.slice(0, MOST_KINDS)
  if (shown.length === 0)
    return markup`<section class="chart"><h2>${title}</h2><p class="about alone">${about}</p></section>`
  const key = legend([
    ['spread', 'usual mean ± standard deviation'],
    ['middle', 'from the usual median to the 95th percentile'],
    ['now', 'mean of this period'],
  ])
  return chartSection({
    title,
    about: `${about} Each kind has its own scale.`,
    drawing: markup`${key}<ul class="usual">${shown.map(kindItem)}</ul>`,
    table: dataTable(
      title,
      ['kind of calls', 'calls', 'mean', 'usual mean', '± σ', 'median', '95%', 'difference', 'amounts to'],
      usual.kinds.map((kind) => {
        const {calls, meanUsd, pattern, differenceUsd} = kind
        const {muUsd, sigmaUsd, p50Usd, p95Usd} = pattern
        return [
          kindName(kind),
          withThousands(BigInt(calls)),
          ...[meanUsd, muUsd, sigmaUsd, p50Usd, p95Usd].map(formatUsd),
          changeInPercent(kind),
          signedUsd(differenceUsd),
        ]
      }),
    ),
  })
}

function kindItem(kind: UsualCost): Html {
  const {meanUsd, calls, isUsual, pattern} = kind
  const {muUsd, sigmaUsd, p50Usd, p95Usd} = pattern
  const top = Math.max(meanUsd, p95Usd, muUsd + sigmaUsd) * 1.04 || 1
  const x = (usd: number) => round((Math.max(0, usd) / top) * 100)
  const words = `${counted(calls, 'call')}, usually ${formatUsd(muUsd)} ± ${formatUsd(sigmaUsd)}`
  return markup`
<li><span><code>${kindName(kind)}</code></span><span class="amount">${formatUsd(meanUsd)} <small>${changeInPercent(kind)}</small></span><small class="facts">${words}</small><svg aria-hidden="true" focusable="false"><rect class="spread" x="${x(muUsd - sigmaUsd)}%" width="${round(x(muUsd + sigmaUsd) - x(muUsd - sigmaUsd))}%" height="100%"/><rect class="middle" x="${x(p50Usd)}%" width="${round(x(p95Usd) - x(p50Usd))}%" y="40%" height="20%"/><circle class="${isUsual ? 'now' : 'now unusual'}" cx="${x(meanUsd)}%" cy="50%" r="5"/></svg></li>`
}

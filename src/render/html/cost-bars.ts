import {COST_CLASSES, type CostByClass, type CostClass} from '../../core/rates/rate.ts'
import {type Cost, formatCost} from '../cost.ts'
import {formatShare} from '../share.ts'
import {type Html, markup} from './html.ts'

/** A bar: what it is about, what it costs, and for what. */
export interface CostBar extends Cost {
  readonly names: readonly string[]
  readonly share: number | null
  readonly costByClass: CostByClass
}

const CLASS_WORDS: Readonly<Record<CostClass, string>> = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache read',
  cacheWrite5m: 'cache write, 5 min',
  cacheWrite1h: 'cache write, 1 h',
  webSearch: 'web search',
}

/**
 * Bars of cost, each divided by cost class; the longest is the dearest. Names and amounts are text, so that the drawing adds nothing
 * that a screen reader would miss.
 *
 * @param title - Our own words.
 */
export function costBars(title: string, bars: readonly CostBar[]): Html {
  const largest = bars.reduce((most, {costPicodollars}) => (costPicodollars > most ? costPicodollars : most), 0n)
  if (largest === 0n) return markup``
  const used = COST_CLASSES.filter((costClass) => bars.some(({costByClass}) => costByClass[costClass] > 0n))
  const legend = used.map(
    (costClass) =>
      markup`<li><svg aria-hidden="true"><rect class="${costClass}" width="100%" height="100%"/></svg>${CLASS_WORDS[costClass]}</li>`,
  )
  return markup`<section><h2>${title}</h2><ul class="legend">${legend}</ul><ol class="bars">${bars.map((bar) => barItem(bar, largest))}</ol></section>`
}

function barItem(bar: CostBar, largest: bigint): Html {
  const {names, share, costByClass} = bar
  let left = 0n
  const parts = COST_CLASSES.filter((costClass) => costByClass[costClass] > 0n).map((costClass) => {
    const part = markup`<rect class="${costClass}" x="${percent(left, largest)}" width="${percent(costByClass[costClass], largest)}" height="100%"/>`
    left += costByClass[costClass]
    return part
  })
  const words = names.map((name, index) => markup`${index === 0 ? '' : ' · '}<code>${name}</code>`)
  return markup`
<li><span>${words}</span><span class="amount">${formatCost(bar)} <small>${formatShare(share)}</small></span><svg aria-hidden="true" focusable="false">${parts}</svg></li>`
}

function percent(part: bigint, whole: bigint): string {
  return `${Number((part * 100_000n) / whole) / 1000}%`
}

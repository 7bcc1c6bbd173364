import {byCostClass, type Cell, cellCost, cellEstimate, sumOfClasses} from '../snapshot/cell.ts'
import {projectName} from '../snapshot/project-name.ts'
import {TOKEN_CLASSES} from '../tokens.ts'
import {ratioText, secondsText, usdText} from './decimal-text.ts'
import type {ExportFacts} from './export-facts.ts'
import type {Metric, Sample} from './metric.ts'

type Labels = Sample['labels']

/**
 * The metrics of `pech export --format prometheus`. Sums over the whole ledger only grow (but for a repricing, which Prometheus takes for a
 * restart), so they are counters; sums over a period are gauges with names of their own, so that the two are never mixed up.
 *
 * @param facts - Sums; a period without beginning and end is the whole ledger.
 * @returns Metrics with at least one value, in a fixed order, their values in order of their labels.
 * @see https://prometheus.io/docs/practices/naming/
 */
export function ledgerMetrics(facts: ExportFacts): Metric[] {
  const isWhole = facts.period.fromMs === null && facts.period.toMs === null
  const summed = (name: string, help: string, samples: readonly Sample[]): Metric =>
    isWhole
      ? {name: `pech_${name}_total`, help: `${help} recorded so far.`, type: 'counter', samples}
      : {name: `pech_period_${name}`, help: `${help} in the exported period.`, type: 'gauge', samples}
  const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => {
    return {name: `pech_${name}`, help, type: 'gauge', samples}
  }
  const {cells, budgets} = facts
  const calls = cells.reduce((sum, cell) => sum + cell.calls, 0n)
  return [
    summed(
      'cost_usd',
      'Cost of priced calls in US dollars',
      money(cells, (cell) => sumOfClasses(cellCost(cell))),
    ),
    summed(
      'estimated_cost_usd',
      'Estimated cost of calls without a price in US dollars, not in the cost,',
      money(cells, cellEstimate),
    ),
    summed(
      'calls',
      'API responses',
      counts(cells, labelsOf, ({calls}) => calls),
    ),
    summed(
      'unpriced_calls',
      'API responses without a price of their own',
      counts(open(cells), labelsOf, ({calls}) => calls),
    ),
    summed('tokens', 'Tokens by class', tokenSamples(cells)),
    summed(
      'web_searches',
      'Billed web searches',
      counts(cells, labelsOf, ({webSearches}) => webSearches),
    ),
    summed('sessions', 'Sessions', [{labels: {}, value: BigInt(facts.sessions)}]),
    summed('orphan_calls', 'Subagent calls that nothing names', [{labels: {}, value: facts.orphanCalls}]),
    gauge(
      'orphan_ratio',
      'Orphan calls among all calls, 0 to 1.',
      calls === 0n ? [] : [decimal({}, ratioText(facts.orphanCalls, calls))],
    ),
    gauge(
      'budget_limit_usd',
      'Limit of a budget in US dollars.',
      budgets.map(({name, limitPicodollars}) => decimal({budget: name}, usdText(limitPicodollars))),
    ),
    gauge(
      'budget_spent_usd',
      'Amount spent of a budget in US dollars.',
      budgets.map(({name, spentPicodollars}) => decimal({budget: name}, usdText(spentPicodollars))),
    ),
    gauge(
      'last_ingest_timestamp_seconds',
      'When logs were read last, in seconds since 1970.',
      moment(facts.ingestedAtMs),
    ),
    gauge(
      'rate_card_verified_timestamp_seconds',
      'When the rate card was compared with the list prices last, in seconds since 1970.',
      moment(facts.rateCardVerifiedAtMs),
    ),
  ]
    .map((metric) => ({...metric, samples: inOrder(metric.samples)}))
    .filter(({samples}) => samples.length > 0)
}

/** Labels of a cell. Branches are left out: they come and go, and each would stay a series for ever. */
function labelsOf({key: {model, tier, arm, project, agent, skill, plugin}}: Cell): Labels {
  return {model, tier, arm, project: projectName(project), agent, skill, plugin}
}

function open(cells: readonly Cell[]): Cell[] {
  return cells.filter(({rate}) => rate.status !== 'priced')
}

function money(cells: readonly Cell[], amountOf: (cell: Cell) => bigint): Sample[] {
  return sums(cells, labelsOf, amountOf).map(({labels, sum}) => decimal(labels, usdText(sum)))
}

function tokenSamples(cells: readonly Cell[]): Sample[] {
  return TOKEN_CLASSES.flatMap((tokenClass) =>
    counts(
      cells,
      (cell) => ({...labelsOf(cell), type: TYPES[tokenClass]}),
      ({tokens}) => tokens[tokenClass],
    ),
  )
}

const TYPES = byCostClass((costClass) => costClass.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`))

function counts(cells: readonly Cell[], labels: (cell: Cell) => Labels, amountOf: (cell: Cell) => bigint): Sample[] {
  return sums(cells, labels, amountOf).map(({labels, sum}) => ({labels, value: sum}))
}

/** Sums per set of labels, without those of 0. */
function sums(
  cells: readonly Cell[],
  labelsOf: (cell: Cell) => Labels,
  amountOf: (cell: Cell) => bigint,
): {readonly labels: Labels; readonly sum: bigint}[] {
  const byLabels = new Map<string, {labels: Labels; sum: bigint}>()
  for (const cell of cells) {
    const labels = labelsOf(cell)
    const id = JSON.stringify(labels)
    byLabels.set(id, {labels, sum: (byLabels.get(id)?.sum ?? 0n) + amountOf(cell)})
  }
  return [...byLabels.values()].filter(({sum}) => sum > 0n)
}

function moment(atMs: number | null): Sample[] {
  return atMs === null ? [] : [decimal({}, secondsText(atMs))]
}

function decimal(labels: Labels, text: string): Sample {
  return {labels, value: {decimal: text}}
}

function inOrder(samples: readonly Sample[]): Sample[] {
  const text = ({labels}: Sample): string => JSON.stringify(labels)
  return [...samples].sort((a, b) => (text(a) < text(b) ? -1 : 1))
}

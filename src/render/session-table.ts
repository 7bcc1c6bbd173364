import type {SessionReport} from '../core/report/report.ts'
import {allTokens, cacheWrites} from './tally.ts'
import {costShare} from './amounts.ts'
import {callColumns} from './call-columns.ts'
import {type Cost, costOfTotals, formatCost, restOfCost, sumOfCosts} from './cost.ts'
import {type Column, barColumn, fixedColumn, nameColumn} from './column.ts'
import {compactCount, counted, withThousands} from './count.ts'
import {allFit} from './fit-columns.ts'
import {glyphsFor} from './glyphs.ts'
import {formatMoney} from './money.ts'
import {formatDuration, formatMoment, formatSpan} from './moment.ts'
import {shortId, shortPath} from './names.ts'
import {notesOn} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {formatShare} from './share.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {notesAsText, wrapWords} from './wrap.ts'

/** Prompts and subagents that are shown. */
const MOST_ROWS = 10

/** `pech session` on a terminal. */
export function sessionTable(report: SessionReport, options: RenderOptions): string {
  const sections = [headerOf(report, options)]
  if (report.calls.length > 0) sections.push(section('Dearest calls', callTable(report, options), options))
  if (report.prompts.length > 0) sections.push(section('Prompts by cost', promptTable(report, options), options))
  if (report.subagents.length > 0) sections.push(section('Subagents by cost', subagentTable(report, options), options))
  return sections.join('\n') + notesAsText(notesOn(report.totals, report.cache), options)
}

function section(title: string, table: string, {color}: RenderOptions): string {
  return `${styled(title, 'bold', color)}\n${table}`
}

function headerOf({session, totals, percentiles}: SessionReport, options: RenderOptions): string {
  const {dash} = glyphsFor(options)
  const {startedAtMs, endedAtMs} = session
  const span = formatSpan({fromMs: startedAtMs, toMs: endedAtMs, timezone: options.timezone}, dash)
  const length = startedAtMs === null || endedAtMs === null ? '' : ` (${formatDuration(endedAtMs - startedAtMs)})`
  const facts: [label: string, value: string][] = [
    ['session', visible(session.id)],
    [
      'project',
      `${visible(shortPath(session.project, options.home))}, branch ${visible(session.branch)}, arm ${visible(session.arm)}`,
    ],
    ['time', span === '' ? 'unknown' : `${span}${length}, ${visible(options.timezone)}`],
    ['models', session.models.map(visible).join(', ')],
    [
      'cost',
      `${formatCost(costOfTotals(totals))} for ${counted(totals.calls, 'call')}, ${compactCount(allTokens(totals))} tokens`,
    ],
  ]
  if (percentiles) {
    const {p50, p90, p99} = percentiles
    const unpriced = totals.unpriced.calls
    facts.push([
      'per call',
      `half up to ${formatMoney(p50)}, 90% up to ${formatMoney(p90)}, 99% up to ${formatMoney(p99)}${unpriced === 0n ? '' : `, without ${counted(unpriced, 'call')} that ${unpriced === 1n ? 'has' : 'have'} no price`}`,
    ])
  }
  const title =
    session.title === null ? '' : `${wrapWords(visible(session.title).split(' '), options.columns ?? 80).join('\n')}\n`
  return styled(title, 'bold', options.color) + facts.map((fact) => factLines(...fact, options)).join('')
}

const LABEL_WIDTH = 10

function factLines(label: string, value: string, {columns = 80, color}: RenderOptions): string {
  const lines = wrapWords(value.split(' '), Math.max(20, columns - LABEL_WIDTH))
  return lines
    .map(
      (line, index) =>
        `${styled((index === 0 ? label : '').padEnd(LABEL_WIDTH), 'dim', color)}${label === 'cost' ? styled(line, 'bold', color) : line}\n`,
    )
    .join('')
}

function callTable(report: SessionReport, options: RenderOptions): string {
  const columns = [compactCount, withThousands].map((count) => columnsOfCalls(report, count, options))
  const [compact = [], exact = []] = columns
  const rows = report.calls.length + (report.omittedCalls > 0 ? 1 : 0)
  return drawTable(
    {columns: allFit(exact, options.columns) ? exact : compact, rows, rowStyles: {[report.calls.length]: 'dim'}},
    options,
  )
}

function columnsOfCalls(
  {calls, totals, omittedCalls}: SessionReport,
  count: (count: bigint) => string,
  options: RenderOptions,
): Column[] {
  const {ellipsis} = glyphsFor(options)
  const shown = calls.map((call) => costOfTotals(call.totals))
  const rest = omittedCalls > 0 ? [restOfCost(costOfTotals(totals), shown)] : []
  const costs = [...shown, ...rest]
  const numbers = (header: string, priority: number, of: (call: (typeof calls)[number]) => bigint): Column =>
    fixedColumn(
      header,
      priority,
      calls.map((call) => count(of(call))),
    )
  return [
    fixedColumn('#', 0, [...calls.map(({rank}) => String(rank)), ...rest.map(() => '')]),
    ...callColumns(
      calls.map(({facts}) => facts),
      rest.map(() => `${ellipsis} ${withThousands(BigInt(omittedCalls))} more`),
      true,
      options,
    ).filter(({header}) => header !== 'session' && header !== 'project'),
    numbers('input', 7, (call) => call.totals.tokens.input),
    numbers('output', 3, (call) => call.totals.tokens.output),
    numbers('cache read', 5, (call) => call.totals.tokens.cacheRead),
    numbers('cache write', 2, (call) => cacheWrites(call.totals)),
    fixedColumn('cost', 0, costs.map(formatCost)),
    fixedColumn(
      'share',
      4,
      costs.map((cost) => formatShare(costShare(cost, totals.costPicodollars))),
    ),
  ]
}

function promptTable({prompts, totals}: SessionReport, options: RenderOptions): string {
  const sorted = prompts.toSorted(byCost)
  const shown = sorted.slice(0, MOST_ROWS)
  const names = [
    fixedColumn(
      '#',
      0,
      shown.map(({index}) => String(index)),
    ),
    fixedColumn(
      'time',
      0,
      shown.map(({atMs}) => formatMoment(atMs, options.timezone)),
      {align: 'left'},
    ),
  ]
  return costTable(names, shown, sorted.slice(MOST_ROWS), totals.costPicodollars, options)
}

function subagentTable({subagents, totals}: SessionReport, options: RenderOptions): string {
  const sorted = subagents.toSorted(byCost)
  const shown = sorted.slice(0, MOST_ROWS)
  const glyphs = glyphsFor(options)
  const names = [
    nameColumn(
      'agent',
      0,
      shown.map(({agent}) => visible(agent)),
      glyphs,
      {minWidth: 20},
    ),
    nameColumn(
      'id',
      3,
      shown.map(({agentId}) => visible(shortId(agentId))),
      glyphs,
      {minWidth: 8},
    ),
  ]
  return costTable(names, shown, sorted.slice(MOST_ROWS), totals.costPicodollars, options)
}

interface Part extends Cost {
  readonly calls: bigint
}

function costTable(
  names: readonly Column[],
  shown: readonly Part[],
  omitted: readonly Part[],
  whole: bigint,
  options: RenderOptions,
): string {
  const shares = shown.map((part) => costShare(part, whole))
  const columns = [
    ...names,
    fixedColumn(
      'calls',
      1,
      shown.map(({calls}) => withThousands(calls)),
    ),
    fixedColumn('cost', 0, shown.map(formatCost)),
    fixedColumn('share', 1, shares.map(formatShare)),
    barColumn(2, shares, glyphsFor(options)),
  ]
  const table = drawTable({columns, rows: shown.length}, options)
  if (omitted.length === 0) return table
  const left = formatCost(sumOfCosts(omitted))
  const more = `${glyphsFor(options).ellipsis} ${withThousands(BigInt(omitted.length))} more, ${left}`
  return `${table}${styled(more, 'dim', options.color)}\n`
}

/** Dearest first, what has no price by its estimate. */
function byCost(a: Cost, b: Cost): number {
  const [left, right] = [a, b].map((cost) => cost.costPicodollars + cost.estimatedPicodollars)
  return left === right ? 0 : left! > right! ? -1 : 1
}

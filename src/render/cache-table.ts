import type {Dimension} from '../core/attribution/dimension.ts'
import type {CacheMiss, MissCause} from '../core/caching/cache-misses.ts'
import type {CacheReport, CacheRow, MissGroup} from '../core/caching/cache-report.ts'
import {type Column, fixedColumn, modelColumn, nameColumn} from './column.ts'
import {compactCount, counted, withThousands} from './count.ts'
import {glyphsFor} from './glyphs.ts'
import {formatMoney} from './money.ts'
import {formatDuration, formatMoment} from './moment.ts'
import {dimensionWords, shownValue} from './names.ts'
import {notesOn} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {periodHeader} from './period-header.ts'
import {formatShare} from './share.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {notesAsText} from './wrap.ts'

/** Misses that are shown one by one. */
const MOST_MISSES = 10

const CAUSE_WORDS: Readonly<Record<MissCause, string>> = {
  lifetime_passed: 'lifetime passed',
  model_switched: 'model switched',
  compaction: 'compaction',
  prefix_changed: 'prefix changed',
}

/** What lost a cache, in words. */
export function causeWords(cause: MissCause): string {
  return CAUSE_WORDS[cause]
}

/** `pech cache` on a terminal. */
export function cacheText(report: CacheReport, options: RenderOptions): string {
  const head = periodHeader(report.period, report.totals, options, report.filters)
  if (report.totals.calls === 0n) {
    return `${head}\nNo calls. ${styled('Try `pech cache --all`.', 'dim', options.color)}\n`
  }
  const sections = [head, summaryTable(report, options)]
  if (report.by === null) {
    sections.push(section('By model', rowTable(report.byModel, ['model'], options), options))
    sections.push(section('By agent', rowTable(report.byAgent, ['agent'], options), options))
  } else sections.push(rowTable(report.rows, report.by, options))
  if (report.misses.length > 0) {
    sections.push(section('Caches that were lost, and what that cost', causeTable(report.causes, options), options))
    sections.push(section('The dearest of them', missTable(report, options), options))
  }
  return sections.join('\n') + notesAsText(notesOn(report.totals, null), options)
}

function section(title: string, table: string, {color}: RenderOptions): string {
  return `${styled(title, 'bold', color)}\n${table}`
}

function summaryTable({summary, totals}: CacheReport, options: RenderOptions): string {
  const money = (amount: bigint): string =>
    knownMoney({calls: totals.calls, unpricedCalls: totals.unpriced.calls}, amount)
  const {hitRatio, readSavingsPicodollars, unreadWrites, netBenefitPicodollars} = summary
  const lines = [
    ['prompt tokens read from the cache', formatShare(hitRatio)],
    ['saved by these reads', money(readSavingsPicodollars)],
    [`written and never read: ${compactCount(unreadWrites.tokens)} tokens`, money(-unreadWrites.costPicodollars)],
    ['net benefit', money(netBenefitPicodollars)],
  ]
  const columns = [
    fixedColumn(
      '',
      0,
      lines.map(([label = '']) => label),
      {align: 'left'},
    ),
    fixedColumn(
      '',
      0,
      lines.map(([, value = '']) => value),
    ),
  ]
  return drawTable({columns, rows: lines.length, rulesAbove: [3], rowStyles: {3: 'bold'}}, options)
    .split('\n')
    .slice(2)
    .join('\n')
}

function rowTable(rows: readonly CacheRow[], by: readonly Dimension[], options: RenderOptions): string {
  const glyphs = glyphsFor(options)
  const names: Column[] = by.map((dimension) => {
    const cells = rows.map(({key}) => shownValue(dimension, key[dimension] ?? '', options))
    if (dimension === 'model') return modelColumn('model', 0, cells, glyphs, {minWidth: 17})
    const cut = dimension === 'project' ? 'start' : 'middle'
    return nameColumn(dimensionWords(dimension), 0, cells, glyphs, {minWidth: 17, cut})
  })
  const columns = [
    ...names,
    fixedColumn(
      'calls',
      3,
      rows.map(({calls}) => withThousands(calls)),
    ),
    fixedColumn(
      'hit',
      0,
      rows.map(({summary}) => formatShare(summary.hitRatio)),
    ),
    fixedColumn(
      'saved by reads',
      1,
      rows.map((row) => knownMoney(row, row.summary.readSavingsPicodollars)),
    ),
    fixedColumn(
      'never read',
      2,
      rows.map((row) => knownMoney(row, -row.summary.unreadWrites.costPicodollars)),
    ),
    fixedColumn(
      'net benefit',
      0,
      rows.map((row) => knownMoney(row, row.summary.netBenefitPicodollars)),
    ),
  ]
  return drawTable({columns, rows: rows.length}, options)
}

/** Of calls that have no rate nothing is known, and `$0.00` would be a lie. */
function knownMoney({calls, unpricedCalls}: Pick<CacheRow, 'calls' | 'unpricedCalls'>, amount: bigint): string {
  return unpricedCalls === calls ? '-' : formatMoney(amount)
}

function causeTable(causes: readonly MissGroup[], options: RenderOptions): string {
  const columns = [
    fixedColumn(
      'likely cause',
      0,
      causes.map(({cause}) => causeWords(cause)),
      {align: 'left'},
    ),
    fixedColumn(
      'times',
      0,
      causes.map(({misses}) => withThousands(BigInt(misses))),
    ),
    fixedColumn(
      'tokens lost',
      1,
      causes.map(({lostTokens}) => compactCount(BigInt(lostTokens))),
    ),
    fixedColumn(
      'cost',
      0,
      causes.map(({costPicodollars}) => formatMoney(costPicodollars)),
    ),
  ]
  return drawTable({columns, rows: causes.length}, options)
}

function missTable({misses}: CacheReport, options: RenderOptions): string {
  const glyphs = glyphsFor(options)
  const shown = misses.slice(0, MOST_MISSES)
  const cells = (of: (miss: CacheMiss) => string) => shown.map(of)
  const columns = [
    fixedColumn(
      'time',
      0,
      cells(({call}) => formatMoment(call.atMs, options.timezone)),
      {align: 'left'},
    ),
    modelColumn(
      'model',
      4,
      cells(({call}) => visible(call.model)),
      glyphs,
      {minWidth: 17},
    ),
    nameColumn(
      'agent',
      5,
      cells(({call}) => visible(call.agent)),
      glyphs,
      {minWidth: 8},
    ),
    fixedColumn(
      'likely cause',
      0,
      cells(({cause}) => causeWords(cause)),
      {align: 'left'},
    ),
    fixedColumn(
      'pause',
      1,
      cells(({gapMs}) => formatDuration(gapMs)),
    ),
    fixedColumn(
      'tokens lost',
      2,
      cells(({lostTokens}) => compactCount(BigInt(lostTokens))),
    ),
    fixedColumn(
      'cost',
      0,
      cells(({costPicodollars}) => formatMoney(costPicodollars)),
    ),
  ]
  const left = misses.length - shown.length
  const more =
    left > 0
      ? styled(`${glyphs.ellipsis} ${counted(left, 'more')}`.replace(/mores?$/, 'more'), 'dim', options.color)
      : ''
  return `${drawTable({columns, rows: shown.length}, options)}${more === '' ? '' : `${more}\n`}`
}

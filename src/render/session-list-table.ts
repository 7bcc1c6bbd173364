import type {SessionList} from '../core/report/report.ts'
import {type Column, barColumn, fixedColumn, nameColumn} from './column.ts'
import {withThousands} from './count.ts'
import {costShare} from './amounts.ts'
import {costOfTotals, formatCost, restOfCost} from './cost.ts'
import {glyphsFor} from './glyphs.ts'
import {formatDuration, shownMoment} from './moment.ts'
import {shownValue} from './names.ts'
import type {RenderOptions} from './options.ts'
import {periodHeader} from './period-header.ts'
import {formatShare} from './share.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'

/** `pech session --list` on a terminal. */
export function sessionListTable(list: SessionList, options: RenderOptions): string {
  if (list.sessions.length === 0) {
    return `No sessions: ${visible(list.period.label)}.\n${styled('Try `pech session --list --all`.', 'dim', options.color)}\n`
  }
  const foot = list.sessions.length + (list.omittedSessions > 0 ? 1 : 0)
  const rowStyles = {
    ...(list.omittedSessions > 0 ? {[list.sessions.length]: 'dim' as const} : {}),
    [foot]: 'bold' as const,
  }
  const table = drawTable({columns: columnsOf(list, options), rows: foot + 1, rulesAbove: [foot], rowStyles}, options)
  return `${periodHeader(list.period, list.totals, options)}\n${table}`
}

function columnsOf({generatedAtMs, sessions, omittedSessions, totals}: SessionList, options: RenderOptions): Column[] {
  const glyphs = glyphsFor(options)
  const rest = omittedSessions > 0 ? [`${glyphs.ellipsis} ${withThousands(BigInt(omittedSessions))} more`] : []
  const shown = sessions.map((session) => costOfTotals(session.totals))
  const whole = costOfTotals(totals)
  const costs = [...shown, ...(rest.length > 0 ? [restOfCost(whole, shown)] : []), whole]
  const calls = withFoot(
    sessions.map((session) => session.totals.calls),
    totals.calls,
    rest.length,
  )
  const shares = costs.map((cost) => costShare(cost, whole.costPicodollars))
  const ids = sessions.map(({facts}) => shownValue('session', facts.id, options))
  const projects = sessions.map(({facts}) => shownValue('project', facts.project, options))
  return [
    nameColumn('session', 0, [...ids, ...rest, 'total'], glyphs, {minWidth: 10}),
    nameColumn(
      'title',
      1,
      sessions.map(({facts}) => visible(facts.title ?? '')),
      glyphs,
      {minWidth: 16, cut: 'end'},
    ),
    nameColumn('project', 2, projects, glyphs, {minWidth: 12, cut: 'start'}),
    fixedColumn(
      'started',
      0,
      sessions.map(({facts}) => shownMoment(facts.startedAtMs, generatedAtMs, options)),
      {align: 'left'},
    ),
    fixedColumn(
      'length',
      3,
      sessions.map(({facts: {startedAtMs: from, endedAtMs: to}}) => {
        return from === null || to === null ? '' : formatDuration(to - from)
      }),
    ),
    fixedColumn('calls', 2, calls.map(withThousands)),
    fixedColumn('cost', 0, costs.map(formatCost)),
    fixedColumn('share', 5, shares.map(formatShare)),
    barColumn(6, shares.slice(0, sessions.length), glyphs),
  ]
}

/** Amounts of the rows, then what is left out (if anything is), then the whole. */
function withFoot(amounts: readonly bigint[], whole: bigint, restRows: number): bigint[] {
  const rest = amounts.reduce((left, amount) => left - amount, whole)
  return [...amounts, ...(restRows > 0 ? [rest] : []), whole]
}

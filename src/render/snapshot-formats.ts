import type {CellDimension} from '../core/snapshot/cell.ts'
import type {Snapshot} from '../core/snapshot/snapshot.ts'
import {costShare} from './amounts.ts'
import {barColumn, type Column, fixedColumn, nameColumn} from './column.ts'
import {costOfTotals, formatCost} from './cost.ts'
import {withThousands} from './count.ts'
import {shortened} from './diff-words.ts'
import {glyphsFor} from './glyphs.ts'
import {markdownName, markdownTable} from './markdown.ts'
import {formatMoney} from './money.ts'
import {dimensionWords} from './names.ts'
import {notesOn} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {periodHeader} from './period-header.ts'
import {formatShare} from './share.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {tally} from './tally.ts'
import {visible} from './visible.ts'
import {notesAsText} from './wrap.ts'

/** Dimensions that are shown; the file has all of them. */
const SHOWN: readonly CellDimension[] = ['model', 'agent', 'skill', 'arm', 'project', 'branch']

/** Rows of each. */
const MOST_ROWS = 10

/** `pech snapshot` on a terminal: what the file holds, in short. */
export function snapshotTable(snapshot: Snapshot, options: RenderOptions): string {
  const glyphs = glyphsFor(options)
  const tables = SHOWN.map((dimension) => {
    const rows = snapshot.by[dimension].slice(0, MOST_ROWS)
    if (rows.length === 0) return ''
    const shares = rows.map(({totals}) => costShare(costOfTotals(totals), snapshot.totals.costPicodollars))
    const omitted = snapshot.by[dimension].length - rows.length
    const columns: Column[] = [
      nameColumn(
        dimensionWords(dimension),
        0,
        rows.map(({value}) => visible(value)),
        glyphs,
        {minWidth: 20},
      ),
      fixedColumn(
        'cost',
        0,
        rows.map(({totals}) => formatCost(costOfTotals(totals))),
      ),
      fixedColumn('share', 1, shares.map(formatShare)),
      barColumn(3, shares, glyphs),
      fixedColumn(
        'calls',
        2,
        rows.map(({totals}) => withThousands(totals.calls)),
      ),
    ]
    const more = omitted > 0 ? `${styled(`${glyphs.ellipsis} ${omitted} more`, 'dim', options.color)}\n` : ''
    return `\n${drawTable({columns, rows: rows.length}, options)}${more}`
  })
  const notes = notesOn(snapshot.totals, null)
  const hint = '`pech snapshot -o FILE` keeps it for `pech diff`.'
  return `${periodHeader(snapshot.period, snapshot.totals, options)}${tables.join('')}${notesAsText(notes, options)}\n${styled(hint, 'dim', options.color)}\n`
}

/** `pech snapshot --format markdown`. */
export function snapshotMarkdown({period, totals, by, git}: Snapshot): string {
  const where = git?.sha ? [`${markdownName(git.sha.slice(0, 8))}${git.dirty ? ' (changed)' : ''}`] : []
  const about = [markdownName(shortened(period.label)), ...tally(totals), ...where].join(' · ')
  const tables = SHOWN.map((dimension) => {
    const rows = by[dimension].slice(0, MOST_ROWS)
    if (rows.length === 0) return ''
    const table = markdownTable(
      [
        [dimensionWords(dimension), 'left'],
        ['cost', 'right'],
        ['share', 'right'],
        ['calls', 'right'],
      ],
      rows.map(({value, totals: own}) => [
        markdownName(shortened(value)),
        formatCost(costOfTotals(own)).replace('$', '\\$'),
        formatShare(costShare(costOfTotals(own), totals.costPicodollars)).replace('<', '&lt;'),
        withThousands(own.calls),
      ]),
    )
    return `\n${table}`
  })
  return `### ${dollars(totals.costPicodollars)}\n\n${about}\n${tables.join('')}`
}

function dollars(amount: bigint): string {
  return formatMoney(amount).replace('$', '\\$')
}

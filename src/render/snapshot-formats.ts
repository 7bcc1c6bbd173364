import type {CellDimension} from '../core/snapshot/cell.ts'
import type {Snapshot} from '../core/snapshot/snapshot.ts'
import {type Column, fixedColumn, nameColumn} from './column.ts'
import {withThousands} from './count.ts'
import {shortened} from './diff-words.ts'
import {glyphsFor} from './glyphs.ts'
import {markdownName, markdownTable} from './markdown.ts'
import {formatMoney} from './money.ts'
import {dimensionWords} from './names.ts'
import type {RenderOptions} from './options.ts'
import {periodHeader} from './period-header.ts'
import {formatShare} from './share.ts'
import {drawTable} from './table.ts'
import {tally} from './tally.ts'
import {visible} from './visible.ts'

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
        rows.map(({totals}) => formatMoney(totals.costPicodollars)),
      ),
      fixedColumn(
        'share',
        1,
        rows.map(({share}) => formatShare(share)),
      ),
      fixedColumn(
        'calls',
        2,
        rows.map(({totals}) => withThousands(totals.calls)),
      ),
    ]
    return `\n${drawTable({columns, rows: rows.length}, options)}`
  })
  return `${periodHeader(snapshot.period, snapshot.totals, options)}${tables.join('')}`
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
      rows.map(({value, share, totals: own}) => [
        markdownName(shortened(value)),
        dollars(own.costPicodollars),
        formatShare(share).replace('<', '&lt;'),
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

import {withThousands} from '../count.ts'
import {formatCost} from '../cost.ts'
import type {DocumentRow, DocumentRows} from '../report-rows.ts'
import {formatShare} from '../share.ts'
import {type Html, markup} from './html.ts'

const NUMBERS = ['cost', 'share', 'calls', 'input', 'output', 'cache read', 'cache write', 'hit'] as const

/**
 * The rows of a report as a table that can be scrolled sideways on a phone, also by keyboard.
 *
 * @param caption - For screen readers; from outside or ours.
 */
export function amountTable(caption: string, {headings, rows, rest, total}: DocumentRows): Html {
  const names = headings.map((heading) => markup`<th scope="col" class="name">${heading}</th>`)
  const numbers = NUMBERS.map((heading) => markup`<th scope="col">${heading}</th>`)
  return markup`<section class="long"><div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<thead><tr>${names}${numbers}</tr></thead>
<tbody>${rows.map(
    (row) => markup`
<tr>${nameCells(row.names)}${numberCells(row)}</tr>`,
  )}${rest && wideRow(rest, headings.length, 'rest')}
</tbody>
<tfoot>${wideRow(total, headings.length, 'total-row')}</tfoot>
</table></div></section>`
}

function nameCells(names: readonly string[]): Html[] {
  return names.map((name, index) => {
    return index === 0
      ? markup`<th scope="row" class="name"><code>${name}</code></th>`
      : markup`<td class="name"><code>${name}</code></td>`
  })
}

function wideRow(row: DocumentRow, columns: number, className: string): Html {
  return markup`
<tr class="${className}"><th scope="row" class="name" colspan="${columns}">${row.names.join(' ')}</th>${numberCells(row)}</tr>`
}

function numberCells({amounts, share}: DocumentRow): Html[] {
  const {calls, input, output, cacheRead, cacheWrite, hitRatio} = amounts
  const counts = [calls, input, output, cacheRead, cacheWrite].map(withThousands)
  return [formatCost(amounts), formatShare(share), ...counts, formatShare(hitRatio)].map(
    (cell) => markup`<td>${cell}</td>`,
  )
}

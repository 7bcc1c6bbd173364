import {type Html, markup} from './html.ts'

/** A drawing with its words. */
export interface Chart {
  readonly title: string
  /** What it shows, in a sentence: said above the drawing, and for it. */
  readonly about: string
  readonly drawing: Html
  /** The same as a table, for whoever cannot see the drawing or wants the numbers. */
  readonly table: Html
}

/** A section with a drawing and, folded away, its numbers. */
export function chartSection({title, about, drawing, table}: Chart): Html {
  return markup`<section class="chart"><h2>${title}</h2><p class="about">${about}</p>${drawing}
<details><summary>${title}, as a table</summary>${table}</details></section>`
}

/** A plain table; the first column names the row. Cells are from outside or ours: they are escaped. */
export function dataTable(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  nameColumns = 1,
): Html {
  const head = headings.map((heading, index) => {
    return markup`<th scope="col"${index < nameColumns ? markup` class="name"` : undefined}>${heading}</th>`
  })
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => {
      if (index === 0) return markup`<th scope="row" class="name">${cell}</th>`
      return index < nameColumns ? markup`<td class="name">${cell}</td>` : markup`<td>${cell}</td>`
    })
    return markup`
<tr>${cells}</tr>`
  })
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody>
</table></div>`
}

/** Colours with their names. */
export function legend(entries: readonly (readonly [className: string, name: string])[]): Html {
  const items = entries.map(([className, name]) => {
    return markup`<li><svg aria-hidden="true"><rect class="${className}" width="100%" height="100%"/></svg>${name}</li>`
  })
  return markup`<ul class="legend">${items}</ul>`
}

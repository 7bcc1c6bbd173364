import {type Html, html} from './html.ts'

/** A few figures side by side, each with its name. */
export function tiles(figures: readonly (readonly [label: string, value: string])[]): Html {
  return html`<section><dl class="tiles">${figures.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl></section>`
}

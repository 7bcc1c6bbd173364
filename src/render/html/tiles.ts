import {type Html, markup} from './html.ts'

/** A few figures side by side, each with its name. */
export function tiles(figures: readonly (readonly [label: string, value: string])[]): Html {
  return markup`<section><dl class="tiles">${figures.map(([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl></section>`
}

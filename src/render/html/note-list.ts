import type {Note} from '../notes.ts'
import {type Html, markup, phraseHtml} from './html.ts'

/** What a reader must know about the numbers; nothing for no notes. */
export function noteList(notes: readonly Note[]): Html {
  if (notes.length === 0) return markup``
  return markup`<section class="notes">${notes.map(({kind, label, text}) => markup`<p class="${kind}"><strong>${label}:</strong> ${phraseHtml(text)}</p>`)}</section>`
}

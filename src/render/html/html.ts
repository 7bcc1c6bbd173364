import type {Phrase} from '../phrase.ts'
import {visible} from '../visible.ts'

/** Markup that is safe to send: only the tag `html` makes it, and it escapes whatever is put into it. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

type Part = string | number | Html | readonly Html[] | undefined

/** Template tag for markup: text is escaped (in attributes too, which must be in double quotes), markup is put in as it is. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.map((piece, index) => piece + markupOf(parts[index])).join(''))
}

/** A phrase, its names as code. */
export function phraseHtml(parts: Phrase): Html[] {
  return parts.map((part) => (typeof part === 'string' ? html`${part}` : html`<code>${part.name}</code>`))
}

function markupOf(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Html) return part.markup
  return typeof part === 'object' ? part.map(({markup}) => markup).join('') : escaped(String(part))
}

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;'}

function escaped(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '')
}

import type {Phrase} from '../phrase.ts'
import {visible} from '../visible.ts'

/** Markup that is safe to send: only the tag `markup` makes it, and it escapes whatever is put into it. */
export class Html {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

type Part = string | number | Html | readonly Html[] | undefined

/** Template tag for markup (not called `html`, or prettier would reformat what it makes): text is escaped (in attributes too, which must be in double quotes), markup is put in as it is. */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(pieces.map((piece, index) => piece + sourceOf(parts[index])).join(''))
}

/** A phrase, its names as code. */
export function phraseHtml(parts: Phrase): Html[] {
  return parts.map((part) => (typeof part === 'string' ? markup`${part}` : markup`<code>${part.name}</code>`))
}

function sourceOf(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Html) return part.source
  return typeof part === 'object' ? part.map(({source}) => source).join('') : escaped(String(part))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

function escaped(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '')
}

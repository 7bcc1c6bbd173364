import {wrapWords} from '../render/wrap.ts'

/** Prose wider than this is hard to read, whatever the screen. */
export const WIDEST_HELP = 100
/** What stands left of the explanations is at most so wide; what is wider has its own line. */
const WIDEST_TERM = 27

/** A term and what it means. */
export type Term = readonly [term: string, explanation: string]

/** Terms, indented, and beside each its explanation, wrapped. `room`: how wide the terms are, when others stand above or below. */
export function definitions(terms: readonly Term[], width: number, room = widestTerm(terms)): string {
  const margin = ' '.repeat(2 + room + 2)
  return terms
    .map(([term, explanation]) => {
      const lines = wrapWords(explanation.split(' '), Math.max(20, width - margin.length))
      const head = term.length > room ? `  ${term}\n${margin}` : `  ${term.padEnd(room)}  `
      return `${(head + lines.join(`\n${margin}`)).trimEnd()}\n`
    })
    .join('')
}

/** The widest of the terms that are not too wide to stand beside their explanation. */
export function widestTerm(terms: readonly Term[]): number {
  return Math.max(0, ...terms.map(([term]) => term.length).filter((length) => length <= WIDEST_TERM))
}

/** A paragraph of prose, wrapped. */
export function paragraph(text: string, width: number): string {
  return wrapWords(text.replaceAll('\n', ' ').split(' '), width)
    .map((line) => `${line}\n`)
    .join('')
}

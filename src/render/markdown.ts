import type {Phrase} from './phrase.ts'
import {visible} from './visible.ts'

/** Names that mean nothing to Markdown inside backticks. */
const SIMPLE = /^[\p{L}\p{N}_.,/:()~+=%$ -]+$/u

/**
 * A name as code, which neither formats, links nor mentions anybody. A name with a character that could end the code or the cell is
 * written as `<code>` with every such character as an entity: backslashes do not work everywhere, and `@` would still mention.
 */
export function markdownName(name: string): string {
  const text = visible(name)
  if (text === '') return ''
  if (SIMPLE.test(text) && text.trim() === text) return `\`${text}\``
  return `<code>${text.replace(/[^\p{L}\p{N}\p{M} ]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`
}

/** A phrase in Markdown; its own words are plain. */
export function markdownPhrase(parts: Phrase): string {
  return parts
    .map((part) => (typeof part === 'string' ? part.replaceAll('$', '\\$') : markdownName(part.name)))
    .join('')
}

/**
 * A table of GitHub's Markdown.
 *
 * @param headers - Our own words, with the side to which the column is aligned.
 * @param rows - Cells that are Markdown already.
 */
export function markdownTable(
  headers: readonly (readonly [words: string, align: 'left' | 'right'])[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  const aligns = headers.map(([, align]) => (align === 'right' ? '---:' : '---'))
  return [line(headers.map(([words]) => words)), line(aligns), ...rows.map(line)].join('')
}

import {eastAsianWidth} from 'get-east-asian-width'

// ASCII, Latin, dashes, dots, lines, blocks and check marks are one column each. To take them for granted saves asking
// Intl for letters, whose first answer costs as much as starting Node.
const NARROW = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2015\u2018-\u201f\u2022\u2026\u2500-\u259f\u2713\u2717]*$/

let segmenter: Intl.Segmenter | undefined

/**
 * How many columns of a terminal a text takes: two for wide letters and emoji, none for combining marks.
 *
 * @param text - On one line, without control characters (see `visible`).
 */
export function textWidth(text: string): number {
  return isNarrowText(text) ? text.length : widthOf(letters(text))
}

/** Whether each character of a text is a letter of its own that takes one column: then so does each of any part of it. */
export function isNarrowText(text: string): boolean {
  return isAscii(text) || NARROW.test(text)
}

/** Looking at each character is faster than a pattern: tables have tens of thousands of cells. */
function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x20 || code > 0x7e) return false
  }
  return true
}

/**
 * Cuts a text in the middle, where the least is lost: `/home/me…/project`.
 *
 * @param text - On one line. If it fits, it is returned as it is.
 * @param width - Columns, ≥ 1.
 * @param ellipsis - What stands for the part left out.
 */
export function cutMiddle(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text
  const room = Math.max(0, width - textWidth(ellipsis))
  const all = letters(text)
  const head = within(all, Math.floor(room / 2))
  const tail = within(all.toReversed(), room - widthOf(head)).toReversed()
  return `${head.join('')}${ellipsis.slice(0, width)}${tail.join('')}`
}

/** Cuts a text at its end: `Fix the flaky te…`. Parameters as for `cutMiddle`. */
export function cutEnd(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text
  return `${within(letters(text), Math.max(0, width - textWidth(ellipsis))).join('')}${ellipsis.slice(0, width)}`
}

/**
 * Cuts a path at its start, since folders differ at their end: `…/globex/api`. A folder is cut itself only where much would be lost.
 * Parameters as for `cutMiddle`.
 */
export function cutStart(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text
  const room = Math.max(0, width - textWidth(ellipsis))
  const tail = within(letters(text).toReversed(), room).toReversed().join('')
  const whole = tail.slice(Math.max(0, tail.search(/[/\\]/)))
  return `${ellipsis.slice(0, width)}${3 * textWidth(whole) >= 2 * room ? whole : tail}`
}

/** Fills a text with spaces on the right up to a width; a wider one stays as it is. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

/** Fills a text with spaces on the left up to a width; a wider one stays as it is. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text
}

/** What a reader takes for one letter each. Intl is asked for only when a text needs it: its first use costs milliseconds. */
function letters(text: string): string[] {
  if (NARROW.test(text)) return [...text]
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'})
  return Array.from(segmenter.segment(text), ({segment}) => segment)
}

function widthOf(all: readonly string[]): number {
  return all.reduce((sum, letter) => sum + letterWidth(letter), 0)
}

/** Its patterns stand here, since making them takes a millisecond, and hardly any start of pech meets such a letter. */
function letterWidth(letter: string): number {
  if (/^\p{Emoji_Presentation}|^\p{Extended_Pictographic}\ufe0f|^\p{Regional_Indicator}/u.test(letter)) return 2
  const noWidth = /^[\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u
  let width = 0
  for (const character of letter) {
    if (!noWidth.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0)
  }
  // A syllable of several jamo takes the place of one.
  return /^[\u1100-\u115f]/.test(letter) ? Math.min(2, width) : width
}

function within(all: readonly string[], width: number): string[] {
  const taken: string[] = []
  let room = width
  for (const letter of all) {
    room -= letterWidth(letter)
    if (room < 0) break
    taken.push(letter)
  }
  return taken
}

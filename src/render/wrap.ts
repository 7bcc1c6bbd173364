import type {Note} from './notes.ts'
import type {RenderOptions} from './options.ts'
import {phraseText} from './phrase.ts'
import {styled} from './style.ts'
import {textWidth} from './text-width.ts'

/** Prose wider than this is hard to read, whatever the screen. */
const WIDEST_PROSE = 100

/**
 * Breaks a text at its spaces into lines of a width; a word that is wider has its own line.
 *
 * @param width - Columns, ≥ 1.
 * @param join - What joins words on a line.
 */
export function wrapWords(words: readonly string[], width: number, join = ' '): string[] {
  const lines: string[] = []
  let used = Infinity
  for (const word of words) {
    const added = textWidth(join) + textWidth(word)
    if (used + added <= width) {
      lines[lines.length - 1] += join + word
      used += added
    } else {
      lines.push(word)
      used = textWidth(word)
    }
  }
  return lines
}

/** Notes under a table, wrapped, warnings in yellow; an empty line first. Empty for none. */
export function notesAsText(
  notes: readonly Note[],
  {columns = 80, color}: Pick<RenderOptions, 'columns' | 'color'>,
): string {
  const lines = notes.flatMap(({kind, label, text}) => {
    const wrapped = wrapWords(
      `${label}: ${phraseText(text)}`.split(' '),
      Math.min(columns, WIDEST_PROSE) - INDENT.length,
    )
    const [first = '', ...others] = wrapped
    const start = styled(first.slice(0, label.length + 1), kind === 'warning' ? 'warning' : 'dim', color)
    return [start + first.slice(label.length + 1), ...others.map((line) => INDENT + line)]
  })
  return lines.length === 0 ? '' : `\n${lines.map((line) => `${line}\n`).join('')}`
}

const INDENT = '  '

/** The characters with which tables are drawn. */
export interface Glyphs {
  readonly ellipsis: string
  readonly rule: string
  /** Between the parts of a line. */
  readonly dot: string
  /** Between two ends of a span. */
  readonly dash: string
  readonly warning: string
  /** From the emptiest to the full cell of a bar. */
  readonly bar: readonly string[]
}

const UNICODE: Glyphs = {
  ellipsis: '…',
  rule: '─',
  dot: ' · ',
  dash: ' – ',
  warning: '! ',
  bar: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
}

const ASCII: Glyphs = {ellipsis: '..', rule: '-', dot: ' | ', dash: ' to ', warning: '! ', bar: ['#']}

/** The characters for a terminal that has Unicode, or has not. */
export function glyphsFor({unicode}: {readonly unicode: boolean}): Glyphs {
  return unicode ? UNICODE : ASCII
}

/**
 * A bar in steps of an eighth of a column, without spaces after it.
 *
 * @param part - 0…1; what is more than nothing shows at least its smallest step.
 * @param width - Columns of a full bar.
 */
export function bar(part: number | null, width: number, {bar: cells}: Glyphs): string {
  if (part === null || !(part > 0)) return ''
  const steps = Math.max(1, Math.round(Math.min(1, part) * width * cells.length))
  const full = cells.at(-1) ?? ''
  return full.repeat(Math.floor(steps / cells.length)) + (cells[(steps % cells.length) - 1] ?? '')
}

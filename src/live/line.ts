import {styled, type Style} from '../render/style.ts'
import {cutEnd, padEnd, textWidth} from '../render/text-width.ts'

/** A piece of a line in one style; safe for a terminal. */
export interface Segment {
  readonly text: string
  readonly style: Style
}

/** A line of the view, before it is cut to its width. */
export type Line = readonly Segment[]

/** A line of one piece. */
export function line(text: string, style: Style = 'plain'): Line {
  return [{text, style}]
}

/** Cuts a line, or fills it, to a width. */
export function fitted(parts: Line, width: number, ellipsis: string): Line {
  const fit: Segment[] = []
  let room = width
  for (const {text, style} of parts) {
    if (room <= 0) break
    const cut = cutEnd(text, room, room > textWidth(ellipsis) ? ellipsis : '')
    fit.push({text: cut, style})
    room -= textWidth(cut)
  }
  return room > 0 ? [...fit, {text: ' '.repeat(room), style: 'plain'}] : fit
}

/** Lines beside each other. */
export function beside(left: readonly Line[], right: readonly Line[], width: number, ellipsis: string): Line[] {
  const half = Math.floor((width - 3) / 2)
  return Array.from({length: Math.max(left.length, right.length)}, (_, index) => [
    ...fitted(left[index] ?? [], half, ellipsis),
    {text: '   ', style: 'plain' as const},
    ...fitted(right[index] ?? [], width - half - 3, ellipsis),
  ])
}

/** The text of a line, without spaces at its end. */
export function lineText(parts: Line, color: boolean): string {
  const texts = parts.map(({text, style}) => styled(text, style, color))
  return color ? texts.join('') : texts.join('').trimEnd()
}

/** Cells of a row at fixed widths; those with a negative width stand right. */
export function cells(row: readonly string[], widths: readonly number[], ellipsis: string): string {
  return row
    .map((text, index) => {
      const width = widths[index] ?? textWidth(text)
      const size = Math.abs(width)
      const cut = cutEnd(text, size, ellipsis)
      return width < 0 ? ' '.repeat(size - textWidth(cut)) + cut : padEnd(cut, size)
    })
    .join('  ')
}

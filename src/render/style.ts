/** How a piece of text is set off. */
export type Style = 'plain' | 'bold' | 'dim' | 'warning' | 'failure' | 'accent'

const SEQUENCES: Readonly<Record<Style, readonly [open: string, close: string]>> = {
  plain: ['', ''],
  bold: ['\x1b[1m', '\x1b[22m'],
  dim: ['\x1b[2m', '\x1b[22m'],
  warning: ['\x1b[33m', '\x1b[39m'],
  failure: ['\x1b[31m', '\x1b[39m'],
  accent: ['\x1b[36m', '\x1b[39m'],
}

/** Sets a text off; without colour, and for an empty text, it stays as it is. The only place that writes escape sequences. */
export function styled(text: string, style: Style, color: boolean): string {
  if (!color || text === '') return text
  const [open, close] = SEQUENCES[style]
  return `${open}${text}${close}`
}

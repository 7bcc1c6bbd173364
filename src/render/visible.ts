/** All that may stand in a name without being looked at further. */
const PLAIN = /^[\x20-\x7e]*$/

const SHORT_ESCAPES: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t'}

/**
 * Makes a name from outside safe to show: whatever a terminal, an editor or a browser would obey instead of showing becomes visible text,
 * `\x1b`, `\n`, `\u202e`. What is left stands on one line and has no effect on what is beside it.
 *
 * @param text - Anything.
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text
  // more than four marks are more than any script writes on one letter
  return text
    .replace(invisible(), (character, partOfEmoji?: string) => partOfEmoji ?? escaped(character))
    .replace(/(\p{M}{4})\p{M}+/gu, '$1\ufffd')
    .replace(/^(?=\p{M})/u, '\u25cc')
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  const hex = code.toString(16)
  if (code < 0x100) return SHORT_ESCAPES[character] ?? `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`
}

/**
 * What a terminal obeys or a reader cannot see: control characters, marks of writing direction, zero-width characters, line and
 * paragraph separators, halves of surrogate pairs. The first group is what holds an emoji together, and stays. Made when a name asks
 * for it: that takes a quarter of a millisecond, and hooks hardly ever meet such a name.
 */
function invisible(): RegExp {
  return /((?<=[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\ufe0f)|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu
}

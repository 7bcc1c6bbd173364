import fc from 'fast-check'
import {expect, test} from 'vitest'
import {visible} from '../../src/render/visible.ts'

test('control characters become text', () => {
  expect(visible('a\x1b[31mb')).toBe('a\\x1b[31mb')
  expect(visible('\x9b2J\x00\n\r\t\x7f')).toBe('\\x9b2J\\x00\\n\\r\\t\\x7f')
})

test('marks of writing direction and zero-width characters become text', () => {
  expect(visible('\u202egpj.exe')).toBe('\\u202egpj.exe')
  expect(visible('a\u200bb\u2066c\ufeffd\u{e0041}')).toBe('a\\u200bb\\u2066c\\ufeffd\\u{e0041}')
  expect(visible('a\u200db\ufe0f')).toBe('a\\u200db\\ufe0f')
})

test('halves of surrogate pairs are replaced', () => {
  expect(visible('a\ud800b\udc00')).toBe('a\ufffdb\ufffd')
})

test('emoji, letters of any script and spaces stay', () => {
  const names = ['日本語', 'naïve', 'שלום', '👩‍💻 ❤️ 👍🏽', 'C:\\Users\\ada', '한국어', 'क्षि']
  expect(names.map(visible)).toEqual(names)
})

test('marks cannot pile up, nor cling to what stands before the name', () => {
  expect(visible(`e${'\u0301'.repeat(50)}`)).toBe(`e${'\u0301'.repeat(4)}\ufffd`)
  expect(visible('\u0301e')).toBe('\u25cc\u0301e')
})

test('what is shown has no character that acts or hides, and showing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 40}), (text) => {
      const shown = visible(text)
      expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(visible(shown)).toBe(shown)
    }),
    {numRuns: 2000},
  )
})

import fc from 'fast-check'
import stringWidth from 'string-width'
import {expect, test} from 'vitest'
import {plainRows} from '../../src/render/plain.ts'
import {cutEnd, cutMiddle, cutStart, padEnd, padStart, textWidth} from '../../src/render/text-width.ts'
import {visible} from '../../src/render/visible.ts'

test('wide letters and emoji take two columns, marks none', () => {
  expect(
    ['abc', '日本', 'é', 'e\u0301', '🚀', '👩‍💻', '❤️', '🇩🇪', '한국', '\u1112\u1161\u11ab', ''].map(textWidth),
  ).toEqual([3, 4, 1, 1, 2, 2, 2, 2, 4, 2, 0])
})

test('widths are those of string-width', () => {
  const samples = [
    '日本語プロジェクト',
    'ﾊﾝｶｸ',
    'ＦＵＬＬ',
    'naïve café',
    'Ωμέγα',
    'мир',
    'שלום',
    'สวัสดี',
    '🎉🎊',
    '👍🏽',
    '①②',
    '…–·─█',
    'أهلا',
  ]
  expect(samples.map(textWidth)).toEqual(samples.map((sample) => stringWidth(sample)))
})

test('a text that is cut has the width asked for, or one less where a wide letter does not fit', () => {
  const text = fc.oneof(fc.string({maxLength: 30}), fc.string({unit: 'grapheme', maxLength: 30})).map(visible)
  fc.assert(
    fc.property(text, fc.integer({min: 1, max: 25}), (name, width) => {
      for (const cut of [cutMiddle(name, width, '…'), cutEnd(name, width, '…')]) {
        if (textWidth(name) <= width) expect(cut).toBe(name)
        else expect(textWidth(cut)).toSatisfy((got: number) => got <= width && got >= width - 2)
      }
    }),
  )
})

test('the middle is cut where the least is lost, the end of a title', () => {
  expect(cutMiddle('/home/ada/work/clients/acme/web', 16, '…')).toBe('/home/a…acme/web')
  expect(cutEnd('Fix the flaky checkout test', 12, '..')).toBe('Fix the fl..')
  expect(cutMiddle('long', 1, '..')).toBe('.')
})

test('filling goes up to the width and no further', () => {
  expect([padEnd('日本', 6), padStart('日本', 6), padEnd('abc', 2), padStart('abc', 2)]).toEqual([
    '日本  ',
    '  日本',
    'abc',
    'abc',
  ])
})

test('plain rows are aligned, and names in them are safe', () => {
  expect(
    plainRows(
      [
        ['model', 'usd'],
        ['日本', '1.20'],
        ['\x1b[2J', '12.00', 'x'],
      ],
      ['left', 'right'],
    ),
  ).toBe('model      usd\n日本      1.20\n\\x1b[2J  12.00  x\n')
  expect(plainRows([])).toBe('')
})

test('a path is cut at its start, between folders where that loses little', () => {
  expect(cutStart('/home/me/globex/api', 19, '…')).toBe('/home/me/globex/api')
  expect(cutStart('/home/me/globex/api', 14, '…')).toBe('…/globex/api')
  expect(cutStart('/home/me/globex/api', 9, '…')).toBe('…obex/api')
  expect(cutStart('C:\\work\\globex\\api', 14, '…')).toBe('…\\globex\\api')
  expect(cutStart('/a/b', 1, '..')).toBe('.')
})

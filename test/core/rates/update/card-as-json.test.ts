import fc from 'fast-check'
import {expect, test} from 'vitest'
import {wholeUnits} from '../../../../src/core/rates/decimal.ts'
import {cardAsJson, decimalText} from '../../../../src/core/rates/update/card-as-json.ts'
import {diffCards} from '../../../../src/core/rates/update/diff-cards.ts'
import {builtInCard, sound} from '../built-in-card.ts'

test('a card that is written and read is the same card', () => {
  expect(diffCards(builtInCard, sound(cardAsJson(builtInCard)))).toEqual([])
  expect(cardAsJson(builtInCard, ['a note'])).toMatchObject({notes: ['a note']})
})

test('a decimal is written as it is read', () => {
  fc.assert(
    fc.property(fc.bigInt({min: 0n, max: 10n ** 14n}), (units) => {
      expect(wholeUnits(decimalText(units, 6), 6)).toBe(units)
    }),
  )
  expect([decimalText(6_250_000n, 6), decimalText(5_000_000n, 6), decimalText(1n, 6)]).toEqual([
    '6.25',
    '5',
    '0.000001',
  ])
})

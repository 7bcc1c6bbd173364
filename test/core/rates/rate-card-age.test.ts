import {expect, test} from 'vitest'
import {rateCardAge} from '../../../src/core/rates/rate-card-age.ts'

const DAY_MS = 86_400_000
const judged = (days: number) => {
  const {ageDays, finding} = rateCardAge('2026-11-21', Date.UTC(2026, 10, 21) + days * DAY_MS)
  return [ageDays, finding?.code ?? null, finding?.severity ?? null]
}

test('a card is fresh for 60 days, a notice to 90, a warning to 180, then an error', () => {
  expect(judged(0)).toEqual([0, null, null])
  expect(judged(60.99)).toEqual([60, null, null])
  expect(judged(61)).toEqual([61, 'CARD_AGEING', 'notice'])
  expect(judged(90)).toEqual([90, 'CARD_AGEING', 'notice'])
  expect(judged(91)).toEqual([91, 'CARD_OLD', 'warning'])
  expect(judged(180)).toEqual([180, 'CARD_OLD', 'warning'])
  expect(judged(181)).toEqual([181, 'CARD_EXPIRED', 'error'])
})

test('tomorrow is today somewhere; later than that is the future', () => {
  expect(judged(-0.5)).toEqual([-1, null, null])
  expect(judged(-1.5)).toEqual([-2, 'CARD_FROM_FUTURE', 'warning'])
})

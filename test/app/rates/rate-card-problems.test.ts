import {expect, test} from 'vitest'
import {rateCardProblems} from '../../../src/app/rates/rate-card-problems.ts'
import type {Problem} from '../../../src/core/problem.ts'
import {loadBuiltInCard} from '../../../src/io/rate-card/load-rate-card.ts'

const codes = (now: string, problems: Problem[] = []) => {
  const {card, source, content, fingerprint} = loadBuiltInCard()
  return rateCardProblems({card, source, content, fingerprint, problems}, Date.parse(now)).map(({code}) => code)
}

test('a card marks the answers from its 91st day on', () => {
  expect(codes('2026-11-21T12:00:00Z')).toEqual([])
  expect(codes('2027-02-19T12:00:00Z')).toEqual([])
  expect(codes('2027-02-20T12:00:00Z')).toEqual(['RATE_CARD_STALE'])
  expect(codes('2028-01-01T00:00:00Z')).toEqual(['RATE_CARD_STALE'])
})

test("what was wrong with the user's card stays said", () => {
  expect(codes('2028-01-01T00:00:00Z', [{code: 'RATE_CARD_INVALID'}])).toEqual(['RATE_CARD_INVALID', 'RATE_CARD_STALE'])
})

import {expect, test} from 'vitest'
import {contractPrices} from '../../../src/core/config/contract-prices.ts'
import {parseConfig} from '../../../src/core/config/parse-config.ts'
import {parseRateCard} from '../../../src/core/rates/parse-rate-card.ts'
import type {RateCard} from '../../../src/core/rates/rate-card.ts'
import {readYaml} from '../../../src/io/config/read-yaml.ts'
import {cardJson, modelJson, rowJson} from '../rates/card-json.ts'

const {card} = parseRateCard(cardJson([modelJson('claude-opus-1', [rowJson({})])]))
if (card === null) throw new Error('the card of this test is sound')
const sound: RateCard = card

function pricesOf(text: string) {
  const document = readYaml(text)
  return contractPrices(parseConfig(document).config, document.places, sound)
}

test('without prices there is no overlay', () => {
  expect(pricesOf('')).toEqual({overlay: null, findings: []})
  expect(pricesOf('prices:')).toEqual({overlay: null, findings: []})
})

test('a multiplier and rates are laid over the card', () => {
  const {overlay, findings} = pricesOf("prices: {multiplier: 0.9, overrides: {claude-opus-1: {input: '4'}}}")
  expect(findings).toEqual([])
  expect(overlay?.multiplier).toBe(900_000_000n)
  expect(overlay?.overrides.get('claude-opus-1')).toEqual({input: 4_000_000n})
})

test('one wrong price leaves list prices in force, and has its place', () => {
  const text =
    'prices:\n  multiplier: 0.9\n  overrides:\n    claude-opus-1:\n      input: cheap\n    other: {input: 1}\n'
  const {overlay, findings} = pricesOf(text)
  expect(overlay).toBeNull()
  expect(findings.map(({where, line, column, cause}) => [where, line, column, cause?.code])).toEqual([
    ['prices.overrides["claude-opus-1"].input', 5, 14, 'RATE_NOT_DECIMAL'],
    ['prices.overrides.other', 6, 12, 'OVERRIDE_INCOMPLETE'],
  ])
})

test('prices that are no mapping, and odd names in them, have their place too', () => {
  expect(pricesOf('prices: 7').findings).toMatchObject([{code: 'PRICE_REFUSED', where: 'prices', line: 1, column: 9}])
  expect(pricesOf('prices: {"a b": 1}').findings).toMatchObject([{where: 'prices["a b"]', line: 1}])
})

test('without places a finding has no line', () => {
  expect(contractPrices({prices: 7}, new Map(), sound).findings).toMatchObject([{line: null, column: null}])
})

import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {normalizeModel} from '../../src/core/rates/normalize-model.ts'
import {readPriceSource} from '../../src/core/rates/update/read-price-source.ts'
import {TOKEN_CLASSES} from '../../src/core/tokens.ts'
import {loadBuiltInCard} from '../../src/io/rate-card/load-rate-card.ts'

const file = new URL('../../node_modules/llm-cost/model_prices_and_context_window.json', import.meta.url)

test("every price in LiteLLM's table as llm-cost ships it is that of the card, for models that both know", () => {
  const read = readPriceSource(JSON.parse(readFileSync(file, 'utf8')))
  if (read.kind !== 'table') throw new Error(read.kind)
  const {card} = loadBuiltInCard()
  const known = read.source.rows.flatMap((row) => {
    const {id} = normalizeModel(row.model, card)
    return id === null ? [] : [{row, ours: card.models.get(id)?.rows[0]?.rates}]
  })
  expect(known.map(({row}) => row.model).sort()).toEqual([
    'claude-3-5-sonnet-20240620',
    'claude-3-haiku-20240307',
    'claude-3-opus-20240229',
    'claude-3-sonnet-20240229',
  ])
  for (const {row, ours} of known) {
    for (const name of TOKEN_CLASSES) if (row.rates[name] !== undefined) expect(row.rates[name]).toBe(ours?.[name])
  }
})

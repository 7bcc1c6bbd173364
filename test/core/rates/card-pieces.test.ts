import {expect, test} from 'vitest'
import {cardInPieces, cardOfPieces} from '../../../src/core/rates/card-pieces.ts'
import json from '../../../src/io/rate-card/built-in.json' with {type: 'json'}

test('a card taken apart has each model under its id, and together is the same text again', () => {
  const pieces = cardInPieces(json)
  expect(pieces.models.map((text) => JSON.parse(text).id)).toEqual(pieces.ids)
  expect(JSON.parse(pieces.modifiers)).toEqual(json.modifiers)
  expect(pieces.rest).not.toContain('usdPerMillion')
  expect(JSON.stringify(cardOfPieces(pieces))).toBe(JSON.stringify(json))
})

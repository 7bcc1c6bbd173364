import {expect, test} from 'vitest'
import {adoptCard} from '../../../../src/core/rates/update/adopt-card.ts'
import {diffCards} from '../../../../src/core/rates/update/diff-cards.ts'
import {sound} from '../built-in-card.ts'
import {cardJson, modelJson, rowJson} from '../card-json.ts'

const old = sound(
  cardJson([modelJson('a', [rowJson({})]), modelJson('b', [], {display: 'Mine'})], {aliases: {x: 'a', c: 'b'}}),
)

test('a newer card gives its facts, aliases, modifiers and day; prices stay', () => {
  const newer = sound(
    cardJson(
      [
        modelJson('a', [], {display: 'Model A', geoUs: true}),
        modelJson('b', [], {display: 'Theirs'}),
        modelJson('c', []),
      ],
      {
        verifiedAt: '2026-12-01',
        aliases: {y: 'a'},
        modifiers: {batch: '0.4', geoUs: {multiplier: '1.1', from: null}, webSearchUsdPer1000: '10'},
      },
    ),
  )
  const {models, aliases, verifiedAt, modifiers} = adoptCard(old, newer)
  expect(models.get('a')).toMatchObject({display: 'Model A', geoUs: true, rows: [{from: null}]})
  expect([...models.values()].map(({display}) => display)).toEqual(['Model A', 'Mine', 'c'])
  // c is a model of its own now
  expect([...aliases.keys()]).toEqual(['y', 'x'])
  expect([verifiedAt, modifiers.batch]).toEqual(['2026-12-01', 400_000_000n])
})

test('an older card changes neither day nor modifiers, and nothing is lost', () => {
  const older = sound(
    cardJson([modelJson('a', [])], {
      verifiedAt: '2025-01-01',
      modifiers: {batch: '0.4', geoUs: {multiplier: '1', from: null}, webSearchUsdPer1000: '1'},
    }),
  )
  const adopted = adoptCard(old, older)
  expect(diffCards(old, adopted)).toEqual([])
  expect(adopted.verifiedAt).toBe(old.verifiedAt)
})

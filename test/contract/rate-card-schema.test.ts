import {readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {parseRateCard} from '../../src/core/rates/parse-rate-card.ts'
import builtIn from '../../src/io/rate-card/built-in.json' with {type: 'json'}
import schema from '../../schemas/rate-card.schema.json' with {type: 'json'}
import {schemaErrors} from './schema-errors.ts'

const errors = (value: unknown) => schemaErrors(JSON.parse(JSON.stringify(schema)), value)

test('the built-in card fits the published schema', () => {
  expect(errors(builtIn)).toEqual([])
})

test('a card that pech accepts fits the schema, and a field of the wrong kind does not', () => {
  const folder = new URL('../../fixtures/rate-cards/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'not-json.json')
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) {
    const json: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    if (parseRateCard(json).card !== null) expect([file, errors(json)]).toEqual([file, []])
  }
  expect(errors(JSON.parse(readFileSync(new URL('number-rate.json', folder), 'utf8')))).toEqual([
    '/models/0/rows/0/usdPerMillion/input: type',
  ])
  expect(errors(JSON.parse(readFileSync(new URL('misspelt-condition.json', folder), 'utf8')))).toEqual([
    '/models/0/rows/0/condition/promptTokenOver: additionalProperties',
  ])
})

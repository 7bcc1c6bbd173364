import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {createPricer} from '../../../src/core/rates/pricer.ts'
import {loadBuiltInCard, loadRateCard} from '../../../src/io/rate-card/load-rate-card.ts'
import {rateCards} from '../../../src/io/rate-card/rate-cards.ts'
import {cardJson, modelJson, rowJson} from '../../core/rates/card-json.ts'

function cardFile(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'pech-card-')), 'rate-card.json')
  writeFileSync(file, content)
  return file
}

const own = JSON.stringify(cardJson([modelJson('claude-opus-1', [rowJson({})])]))
const missing = join(tmpdir(), 'pech-no-such-folder', 'rate-card.json')

test("without a card of the user's, the built-in one is in force, read once", () => {
  const loaded = loadRateCard({rateCard: missing})
  expect(loaded).toBe(loadBuiltInCard())
  expect(loaded).toMatchObject({source: 'built-in', problems: []})
  expect(loaded.fingerprint).toMatch(/^[0-9a-f]{16}$/)
})

test("the user's card is in force whole, in the place of the built-in one", () => {
  const file = cardFile(`\uFEFF${own}`)
  const {card, source, problems, fingerprint} = loadRateCard({rateCard: file})
  expect([...card.models.keys()]).toEqual(['claude-opus-1'])
  expect([source, problems]).toEqual([file, []])
  expect(fingerprint).not.toBe(loadBuiltInCard().fingerprint)
  expect(fingerprint).toBe(loadRateCard({rateCard: cardFile(own)}).fingerprint)
  const tokens = {input: 1, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0}
  const usage = {model: 'claude-opus-5', atMs: null, speed: null, serviceTier: null, geo: null, tokens}
  expect(createPricer(card).price(usage)).toMatchObject({status: 'estimated', model: 'claude-opus-1'})
})

test('a card that cannot be used is a problem with its first place, and the built-in one is in force', () => {
  const file = cardFile(own.replace('"0.1"', '"x"'))
  const loaded = loadRateCard({rateCard: file})
  expect(loaded.source).toBe('built-in')
  expect(loaded.problems).toEqual([
    {
      code: 'RATE_CARD_INVALID',
      file,
      facts: {reason: 'RATE_NOT_DECIMAL', place: 'models[0].rows[0].usdPerMillion.cacheRead'},
    },
  ])
})

test('a file that is no JSON, or no file, is a problem too', () => {
  const text = cardFile('{"schema":')
  expect(loadRateCard({rateCard: text}).problems).toMatchObject([{facts: {reason: 'not JSON'}}])
  const folder = mkdtempSync(join(tmpdir(), 'pech-card-'))
  mkdirSync(join(folder, 'rate-card.json'))
  expect(loadRateCard({rateCard: join(folder, 'rate-card.json')}).problems).toMatchObject([{code: 'RATE_CARD_INVALID'}])
})

test('the content in force is judged as it stands on the disk', () => {
  const broken = cardFile('{}')
  expect(rateCards({rateCard: broken}).contentInForce()).toEqual({kind: 'read', source: broken, json: {}})
  expect(rateCards({rateCard: missing}).contentInForce()).toMatchObject({kind: 'read', source: 'built-in'})
  expect(rateCards({rateCard: missing}).contentOf(missing)).toEqual({
    kind: 'unreadable',
    source: missing,
    reason: 'no such file',
  })
  expect(rateCards({rateCard: missing}).contentOf(cardFile('?'))).toMatchObject({
    kind: 'unreadable',
    reason: 'not JSON',
  })
  expect(rateCards({rateCard: missing}).inForce().source).toBe('built-in')
})

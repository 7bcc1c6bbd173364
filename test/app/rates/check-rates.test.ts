import {expect, test} from 'vitest'
import {checkRates} from '../../../src/app/rates/check-rates.ts'
import {cardJson, modelJson, rowJson} from '../../core/rates/card-json.ts'
import {ratesPorts} from './rates-ports.ts'

test('the built-in card passes until it is 180 days old', () => {
  expect(checkRates(ratesPorts(), undefined)).toMatchObject({
    exitCode: 0,
    report: {source: 'built-in', size: {models: 29, rows: 43}, ageDays: 0, findings: [{code: 'PRICE_NOT_FOUND'}]},
  })
  expect(checkRates(ratesPorts(undefined, '2027-05-20T00:00:00Z'), undefined).exitCode).toBe(0)
  expect(checkRates(ratesPorts(undefined, '2027-05-21T00:00:00Z'), undefined)).toMatchObject({
    exitCode: 1,
    report: {ageDays: 181},
  })
})

test('a card with an error is exit 1 and has neither size nor age', () => {
  expect(checkRates(ratesPorts({}), 'own.json')).toMatchObject({
    exitCode: 1,
    report: {source: 'own.json', size: null, ageDays: null},
  })
})

test('a warning alone is no failure', () => {
  const json = cardJson([modelJson('m', [rowJson({source: 'nowhere'})])])
  expect(checkRates(ratesPorts(json), 'own.json')).toMatchObject({
    exitCode: 0,
    report: {findings: [{code: 'SOURCE_UNKNOWN', where: 'models[0].rows[0].source'}]},
  })
})

test('a file that cannot be read is an error of its own', () => {
  expect(() => checkRates(ratesPorts(), 'own.json')).toThrow('own.json: no such file')
})

const tokens = {input: 900n, output: 100n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}
const used = (model: string, firstMs: number | null = 0) => ({model, calls: 2n, tokens, firstMs, lastMs: firstMs})

test('of the card in force the ledger knows which models lack a price; of another card, those that it does not have', () => {
  const json = cardJson([modelJson('claude-opus-9', [rowJson({from: '2026-01-01'})]), modelJson('claude-opus-8', [])])
  const ports = (usage: ReturnType<typeof used>[]) => ({
    ...ratesPorts(json),
    modelUsage: (which: 'unpriced' | 'all') => (which === 'all' ? usage : usage.slice(0, 1)),
  })
  const usage = [used('claude-opus-10'), used('claude-opus-9'), used('claude-opus-8')]
  const missing = (file?: string) =>
    checkRates(ports(usage), file).report.missing.map(({model, reason}) => `${model} ${reason}`)
  expect(missing()).toEqual(['claude-opus-10 unknown'])
  expect(missing('own.json')).toEqual(['claude-opus-10 unknown', 'claude-opus-8 no-price'])
})

test('a card that cannot be used is not asked for models', () => {
  const ports = {...ratesPorts({}), modelUsage: () => [used('any')]}
  expect(checkRates(ports, 'own.json').report.missing).toEqual([])
})

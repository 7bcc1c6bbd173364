import {expect, test} from 'vitest'
import {checkRates} from '../../src/app/rates/check-rates.ts'
import {checkAsJson, checkAsText, findingText} from '../../src/render/rates-check.ts'
import {ratesPorts} from '../app/rates/rates-ports.ts'
import {cardJson, modelJson, rowJson} from '../core/rates/card-json.ts'

const report = (json: unknown) => checkRates(ratesPorts(json), 'own.json').report
const text = (json: unknown) => checkAsText(report(json), {color: false})

test('every finding is a line with severity, place and what to do; the last line is the verdict', () => {
  const rows = [rowJson({from: '2026-01-01'}), rowJson({from: '2026-02-01', source: 'nowhere'})]
  expect(text(cardJson([modelJson('m', rows)]))).toBe(
    'warning: models[0].rows[1].source: nowhere is not described under `sources`.\n' +
      'error: models[0].rows[1]: overlaps rows[0] of m (any). End one the day the other begins.\n' +
      'own.json: cannot be used; 1 error, 1 warning, 0 notices.\n',
  )
  expect(text(cardJson([modelJson('m', rows.slice(0, 1))]))).toBe(
    'own.json: 1 model, 1 row, verified 0 days ago; 0 errors, 0 warnings, 0 notices.\n',
  )
})

test('a rate that is not exact is told apart from one that a multiplier makes so', () => {
  expect(findingText({code: 'RATE_NOT_EXACT', facts: {found: '0.0000001', decimals: 6}})).toContain(
    'more than 6 decimals',
  )
  expect(findingText({code: 'RATE_NOT_EXACT', facts: {multiplier: 0.55}})).toContain('times 0.55')
})

test('a card from the future is no card of today', () => {
  expect(text(cardJson([], {verifiedAt: '2030-01-01'}))).toContain('verified in the future')
})

test('names from a card cannot act on the terminal', () => {
  const shown = text(cardJson([modelJson('evil\x1b[2J', [])]))
  expect(shown).toContain('evil\\x1b[2J has no row')
})

test('JSON has the findings with place, facts and words', () => {
  expect(checkAsJson(report({}))).toMatchObject({
    schema: 'pech/rates@1',
    command: 'check',
    source: 'own.json',
    valid: false,
    size: null,
  })
  expect(checkAsJson(report(cardJson([modelJson('m', [])])))).toMatchObject({
    valid: true,
    size: {models: 1, rows: 0},
    ageDays: 0,
    findings: [
      {
        code: 'PRICE_NOT_FOUND',
        severity: 'notice',
        where: 'models[0]',
        facts: {model: 'm'},
        message: expect.stringContaining('m has no row'),
      },
    ],
  })
})

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

test('a model without a price is a line with its tokens, why, and what it counts as; what to do is said once', () => {
  const tokens = {input: 1500n, output: 500n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}
  const base = {calls: 2n, tokens, firstMs: Date.UTC(2026, 10, 1), lastMs: null, id: null}
  const missing = [
    {...base, model: 'claude-opus-10', reason: 'unknown', estimatedBy: 'claude-opus-9'},
    {...base, model: 'evil\x1b[2J', reason: 'no-price', estimatedBy: null},
  ] as const
  const checked = {...report(cardJson([])), missing}
  expect(checkAsText(checked, {color: false}).split('\n')).toEqual([
    'warning: claude-opus-10: 2 calls with 2.0K tokens, no price: the card does not have it. Until then estimated as claude-opus-9, beside the totals.',
    'warning: evil\\x1b[2J: 2 calls with 2.0K tokens, no price: the card has it without a rate. Until then in no total.',
    expect.stringMatching(/^hint: To price them, .*config.yaml/),
    'own.json: 0 models, 0 rows, verified 0 days ago; 0 errors, 0 warnings, 0 notices; 2 models of your logs without a price.',
    '',
  ])
  expect(checkAsJson(checked)).toMatchObject({
    missing: [
      {model: 'claude-opus-10', calls: 2, firstAt: '2026-11-01T00:00:00.000Z', lastAt: null, reason: 'unknown'},
      {},
    ],
  })
})

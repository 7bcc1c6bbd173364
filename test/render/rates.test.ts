import {expect, test} from 'vitest'
import {showRates} from '../../src/app/rates/show-rates.ts'
import type {RatesShown} from '../../src/core/rates/rates-report.ts'
import {ratesAsJson, ratesAsText} from '../../src/render/rates.ts'
import {textWidth} from '../../src/render/text-width.ts'
import {ratesPorts} from '../app/rates/rates-ports.ts'

const report = (model?: string, at?: string) => showRates(ratesPorts(), {model, at}).report
const text = (model?: string, at?: string) => ratesAsText(report(model, at), {columns: 80, color: false})

test('the list fits 80 columns and has a line per rate', () => {
  const lines = text().split('\n')
  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(80)
  const opus = lines.findIndex((line) => line.startsWith('claude-opus-5 '))
  expect(lines[opus]?.trim().split(/\s+/)).toEqual(['claude-opus-5', '5.00', '25.00', '0.50', '6.25', '10.00'])
  expect(lines[opus + 1]?.trim().split(/\s+/)).toEqual(['fast', '10.00', '50.00', '1.00', '12.50', '20.00'])
})

test('rates that are less than sure carry a letter, which is explained', () => {
  const lines = text().split('\n')
  expect(lines.find((line) => line.startsWith('claude-fable-5-2 '))).toMatch(/ B$/)
  expect(lines.find((line) => line.startsWith('claude-opus-5 '))).not.toMatch(/[ABC]$/)
  expect(lines).toContain('B: partly from third parties.')
})

test('small rates keep all their digits, sizes are named, and a missing price is said', () => {
  const lines = text().split('\n')
  const haiku = lines.findIndex((line) => line.startsWith('claude-haiku-5-5'))
  expect(lines[haiku]).toMatch(/to 100K +0\.10 +0\.50 +0\.01 +0\.125 +0\.20/)
  expect(lines[haiku + 1]).toMatch(/over 100K +0\.50/)
  expect(lines.some((line) => /^claude-mythos-preview +no price$/.test(line))).toBe(true)
})

test('a model is shown with its days, where its name led and who says so', () => {
  const shown = text('eu.anthropic.claude-opus-4-6-v1:0')
  expect(shown).toContain('eu.anthropic.claude-opus-4-6-v1:0 → claude-opus-4-6\n')
  expect(shown).toMatch(/2026-02-07 {2}2026-03-13 {2}fast over 200K +60\.00 +225\.00/)
  expect(shown).toContain('From 2026-02-05, over 200K: release-notes; litellm\n')
  expect(shown).toMatch(/\nlitellm: LiteLLM/)
  expect(Math.max(...shown.split('\n').map(textWidth))).toBeLessThanOrEqual(80)
})

test('other names are listed, and a model without premium does not speak of one', () => {
  const shown = text('claude-sonnet-4-5')
  expect(shown).toContain('Other names: claude-sonnet-4-5\n')
  expect(shown).not.toContain('US-only')
  expect(text('claude-3-opus')).toContain('\nbeginning ')
})

test('which card the rates come from is said: its age, and that another one cannot be used', () => {
  const last = (problems: RatesShown['problems'], ageDays = 0) => {
    const shown = {...report(), problems, card: {...report().card, ageDays}}
    const words = ratesAsText(shown, {columns: 80, color: false}).trimEnd().replace(/\s+/g, ' ')
    return words.slice(words.indexOf('Rate card:'))
  }
  expect(last([], 1)).toBe('Rate card: built-in, verified on 2026-11-21, 1 day ago.')
  expect(last([{code: 'RATE_CARD_STALE', count: 1}], 99)).toContain('99 days ago. Prices may have changed since.')
  expect(last([{code: 'RATE_CARD_INVALID', count: 1, file: '/x.json'}])).toContain(
    "built-in (/x.json cannot be used: see 'pech rates check'),",
  )
})

test('a day without a price is said', () => {
  expect(text('claude-sonnet-5-5', '2026-09-01')).toContain('No price on 2026-09-01')
})

test('colour is only there when asked for', () => {
  expect(text('claude-opus-5')).not.toContain('\x1b')
  expect(ratesAsText(report('claude-opus-5'), {columns: 80, color: true})).toContain('\x1b[1mclaude-opus-5\x1b[22m')
})

test('JSON has the rates as numbers per million and exactly per token', () => {
  expect(JSON.parse(JSON.stringify(ratesAsJson(report('claude-opus-5'))))).toMatchObject({
    schema: 'pech/rates@1',
    command: 'show',
    generatedAt: '2026-11-21T12:00:00.000Z',
    problems: [],
    card: {source: 'built-in', verifiedAt: '2026-11-21', ageDays: 0},
    asked: {name: 'claude-opus-5', id: 'claude-opus-5', aliases: []},
    models: [
      {
        id: 'claude-opus-5',
        geoUs: true,
        rows: [
          {
            from: '2026-07-24',
            to: null,
            condition: 'any',
            inForce: true,
            usdPerMillion: {input: 5, output: 25, cacheRead: 0.5, cacheWrite5m: 6.25, cacheWrite1h: 10},
            picodollarsPerToken: {input: '5000000', cacheWrite5m: '6250000'},
            confidence: 'A',
            source: 'pricing-2026-08',
          },
          {condition: 'speed=fast'},
        ],
      },
    ],
    modifiers: {batch: 0.5, geoUs: {multiplier: 1.1, from: '2026-02-05'}, webSearchUsdPer1000: 10},
  })
})

import {marked} from 'marked'
import {expect, test} from 'vitest'
import {type DigestFacts, makeDigest} from '../../src/core/digest/digest.ts'
import {digestHtml, digestJson, digestMarkdown, digestText} from '../../src/render/digest-formats.ts'
import {digestFacts} from '../core/digest/digest-facts.ts'
import {hostileNames} from './hostile-names.ts'

const plain = {color: false, unicode: true, columns: undefined}
const text = (facts: Partial<DigestFacts> = {}): string => digestText(makeDigest({...digestFacts, ...facts}), plain)
const named = (name: string): DigestFacts => ({
  ...digestFacts,
  month: {...digestFacts.month, arms: digestFacts.month.arms.map((arm) => ({...arm, arm: name}))},
  budgets: digestFacts.budgets.map((budget) => ({...budget, name})),
  anomalies: digestFacts.anomalies.map((anomaly) => ({...anomaly, name, cause: name})),
  forecast: {none: name},
})

test('the page says yesterday, the month, budgets, anomalies and the bill', () => {
  expect(text()).toBe(`Yesterday $31.00, this month $260.00

Yesterday
  2026-11-19  $31.00, 412 calls

This month
  2026-11   $260.00, 5,120 calls
  client-x  $230.00 (88%)
  a          $20.00 (7.7%)
  home       $10.00 (3.8%)
  $20.00 per merged change (13)
  Forecast  $390.00 ($340.00 to $470.00 at 90%)

Budgets
  ✗ nothing     $1.00 of $0.00
  ✗ client-x  $230.00 of $200.00 (115%)
  ⚠ team      $260.00 of $300.00 (87%)
  ✓ same        $0.00 of $0.00 (0%)

Anomalies
  session 77aa cost $40.00, expected $2.00: a prompt of 900,000 tokens
  2026-11-19 11:00 session 5f1c cost $9.00, expected $1.20

Other machines
  laptop  $0.00 in the last hour, $2.00 in 24 hours, $9.00 in 7 days

Estimated against billed
  ⚠ 2026-10: estimated $200.00, billed $250.00 (+25.0%, more than 20%: see \`pech reconcile\`)
`)
})

test('what is not known is left out or said, and long lists are counted', () => {
  const calm = text({
    peers: [],
    budgets: [],
    anomalies: [],
    reconciled: null,
    mergedChanges: null,
    forecast: {none: 'too short'},
  })
  expect(calm).toContain('Forecast: none (too short)')
  expect(calm).not.toMatch(/Budgets|Anomalies|billed|per merged change/)
  expect(text({budgets: Array.from({length: 11}, () => digestFacts.budgets[0]!)})).toContain('and 3 others')
  const unsure = {pointUsd: 1, lowUsd: 0, highUsd: 2, level: 0.9, calibration: 'calibrating'} as const
  expect(text({forecast: unsure})).toContain('at 90%, calibrating)')
  const nothing = {...digestFacts.month, costPicodollars: 0n}
  expect(text({month: nothing})).toContain('client-x  $230.00 (-)')
})

test('a small drift is said without alarm, and none without an estimate', () => {
  const bill = {...digestFacts.reconciled!, billedPicodollars: 190_000_000_000_000n}
  expect(text({reconciled: bill})).toContain('  2026-10: estimated $200.00, billed $190.00 (-5.0%)\n')
  expect(text({reconciled: {...bill, estimatedPicodollars: 0n}})).toContain('billed $190.00\n')
})

test('without Unicode the marks are letters', () => {
  const ascii = digestText(makeDigest(digestFacts), {...plain, unicode: false})
  expect(ascii).toContain('X client-x')
  expect(ascii).toMatch(/^[\x20-\x7e\n]*$/)
})

test('JSON has every part', () => {
  expect(JSON.parse(digestJson(makeDigest(digestFacts)))).toMatchObject({
    schema: 'pech/digest@1',
    yesterday: {usd: 31},
    month: {byArm: [{arm: 'client-x', usd: 230}, {}, {}]},
    forecast: {band: {level: 0.9}},
    reconciled: {deltaPct: 25, isLarge: true},
    perChange: {usd: 20},
  })
  const bare = makeDigest({...digestFacts, reconciled: null, mergedChanges: null, forecast: {none: 'too short'}})
  expect(JSON.parse(digestJson(bare))).toMatchObject({
    forecast: {point: null, reason: 'too short'},
    reconciled: null,
    perChange: null,
  })
})

test('no name acts in any format', () => {
  for (const name of hostileNames) {
    const digest = makeDigest(named(name))
    expect(digestText(digest, plain)).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
    for (const [, tag] of marked.parse(digestMarkdown(digest), {async: false}).matchAll(/<([a-z0-9]+)[^>]*>/gi)) {
      expect(['h3', 'p', 'ul', 'li', 'strong', 'code']).toContain(tag)
    }
    const tags = new Set([...digestHtml(digest).matchAll(/<([a-z0-9]+)/gi)].map(([, tag]) => tag))
    expect([...tags].toSorted()).toEqual(PAGE_TAGS)
  }
})

const PAGE_TAGS = [
  'body',
  'code',
  'footer',
  'h1',
  'h2',
  'head',
  'header',
  'html',
  'main',
  'meta',
  'p',
  'section',
  'style',
  'title',
]

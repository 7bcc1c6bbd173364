import {expect, test} from 'vitest'
import type {Check, HealthFinding} from '../../src/core/health/check.ts'
import {type HealthReport, healthVerdict} from '../../src/core/health/health-report.ts'
import {
  healthAnnotations,
  healthJson,
  healthJunit,
  healthNagios,
  healthSarif,
  healthTable,
} from '../../src/render/health-formats.ts'
import {checkWords} from '../../src/render/health-words.ts'
import {phraseText} from '../../src/render/phrase.ts'
import {textWidth} from '../../src/render/text-width.ts'
import {hostileNames} from './hostile-names.ts'

const USD = 1_000_000_000_000n
const budget = {
  name: 'arm client-x month',
  label: 'client-x',
  spentPicodollars: 230n * USD,
  limitPicodollars: 200n * USD,
}

const WORDS: readonly (readonly [HealthFinding, summary: string, hint: RegExp | null])[] = [
  [{code: 'BUDGET_NONE'}, 'no budgets are set', /budget set/],
  [{code: 'BUDGET_WITHIN', budgets: 3}, '3 budgets, none used up', null],
  [{code: 'BUDGET_NEAR', ...budget, others: 0}, 'client-x: $230.00 of $200.00 (115%)', /budget check/],
  [{code: 'BUDGET_OVER', ...budget, others: 2}, 'client-x: $230.00 of $200.00 (115%), and 2 others', /budget check/],
  [
    {code: 'BURN_STEADY', latestUsd: 3, priorMeanUsd: 4, pct: -25},
    '$3.00 on the latest day against $4.00 on average, -25%',
    null,
  ],
  [
    {code: 'BURN_FASTER', latestUsd: 10, priorMeanUsd: 4, pct: 150},
    '$10.00 on the latest day against $4.00 on average, +150%',
    /burn/,
  ],
  [{code: 'BURN_FROM_ZERO', latestUsd: 1}, '$1.00 on the latest day, and nothing before to compare with', null],
  [{code: 'BURN_TOO_SHORT'}, 'too little history to compare with', null],
  [{code: 'ANOMALY_NONE', checked: 9, spikes: 0}, 'no spikes among 9 checked', null],
  [{code: 'ANOMALY_FEW', checked: 9, spikes: 1}, '1 spike among 9 checked', /anomaly/],
  [
    {code: 'ANOMALY_SPIKES', checked: 9, spikes: 2, name: 'session a', usd: 50, expectedUsd: 1},
    '2 spikes among 9 checked: session a cost $50.00, expected $1.00',
    /anomaly/,
  ],
  [{code: 'ANOMALY_TOO_FEW'}, 'too few to tell what is usual', null],
  [{code: 'PROJECTION_NO_BUDGET'}, 'no budgets are set', null],
  [{code: 'PROJECTION_NO_FORECAST'}, 'too little history for a forecast', null],
  [{code: 'PROJECTION_FAR'}, 'no budget runs out soon', null],
  [
    {code: 'PROJECTION_NEAR', name: 'm', label: 'month', days: 5.7, others: 1},
    'month runs out in 5 days, and 1 other',
    /forecast/,
  ],
  [
    {code: 'PROJECTION_NEAR', name: 'm', label: 'month', days: 0.2, others: 0},
    'month runs out in less than a day',
    /forecast/,
  ],
  [{code: 'ORPHANS_NO_CALLS'}, 'no calls', null],
  [{code: 'ORPHANS_FEW', orphans: 0, calls: 100}, '0 of 100 calls (0%) without an owner', null],
  [{code: 'ORPHANS_MANY', orphans: 5, calls: 100}, '5 of 100 calls (5.0%) without an owner', /--by agent/],
  [{code: 'UNPRICED_NO_CALLS'}, 'no calls', null],
  [{code: 'UNPRICED_NONE'}, 'every call has a price', null],
  [{code: 'UNPRICED_SOME', unpriced: 2, calls: 9, models: ['m']}, '2 of 9 calls without a price: m', /rates/],
  [{code: 'RATE_CARD_UNREADABLE'}, 'no rate card can be used', /rates check/],
  [{code: 'RATE_CARD_FUTURE', ageDays: -9}, 'verified in the future', /clock/],
  [{code: 'RATE_CARD_FRESH', ageDays: -1}, 'verified today', null],
  [{code: 'RATE_CARD_AGEING', ageDays: 61}, 'verified 61 days ago', /list prices/],
  [{code: 'RATE_CARD_OLD', ageDays: 91}, 'verified 91 days ago: prices may have changed', /update/],
  [{code: 'RATE_CARD_EXPIRED', ageDays: 181}, 'verified 181 days ago: too old to trust', /update/],
  [{code: 'INGEST_NO_LOGS'}, 'no logs were found', /config/],
  [{code: 'INGEST_CURRENT'}, 'the ledger has read all logs', null],
  [{code: 'INGEST_BEHIND', lagMs: 7_200_000}, 'logs wait since 2h', /ingest/],
  [{code: 'INTEGRITY_SOUND'}, 'no fault found', null],
  [{code: 'INTEGRITY_BROKEN', faults: 2, first: 'rollup'}, '2 faults: rollup', /verify/],
  [{code: 'INTEGRITY_UNCHECKED', reason: 'busy'}, 'not checked: busy', null],
  [{code: 'HOOKS_INSTALLED'}, 'installed', null],
  [{code: 'HOOKS_MISSING', missing: ['Stop', 'PreToolUse']}, 'missing: Stop, PreToolUse', /init/],
  [{code: 'HOOKS_UNREADABLE', file: 'settings.json'}, 'cannot read settings.json', /init/],
]

test.each(WORDS)('%o has words of its own', (finding, summary, hint) => {
  const words = checkWords({finding})
  expect(phraseText(words.summary)).toBe(summary)
  if (hint === null) expect(words.hint).toBeNull()
  else expect(words.hint).toMatch(hint)
})

const report = (...checks: readonly Check[]): HealthReport => {
  return {generatedAtMs: 0, problems: [], checks, verdict: healthVerdict(checks)}
}
const mixed = report(
  {name: 'budget', status: 'fail', finding: {code: 'BUDGET_OVER', ...budget, others: 0}},
  {name: 'orphans', status: 'warn', finding: {code: 'ORPHANS_MANY', orphans: 5, calls: 100}},
  {name: 'burn', status: 'unknown', finding: {code: 'BURN_TOO_SHORT'}},
  {name: 'hooks', status: 'pass', finding: {code: 'HOOKS_INSTALLED'}},
)
const hostile = (name: string): HealthReport =>
  report(
    {name: 'budget', status: 'fail', finding: {code: 'BUDGET_OVER', ...budget, label: name, others: 0}},
    {name: 'unpriced', status: 'warn', finding: {code: 'UNPRICED_SOME', unpriced: 1, calls: 2, models: [name, name]}},
    {name: 'integrity', status: 'fail', finding: {code: 'INTEGRITY_BROKEN', faults: 1, first: name}},
  )

test('a terminal shows a line per check, what to do below it, and the verdict last', () => {
  const text = healthTable(mixed, {color: false, columns: 80})
  expect(text).toMatch(/^fail {5}budget {3}client-x: \$230\.00 of \$200\.00 \(115%\)\n {18}see `pech budget check`\n/)
  expect(text).toMatch(/\nfail: 1 pass, 1 warn, 1 fail, 1 unknown\n$/)
  for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80)
})

test('JSON has name, status and summary of every check, and the verdict', () => {
  expect(JSON.parse(healthJson(mixed))).toMatchObject({
    schema: 'pech/health@1',
    checks: [
      {
        name: 'budget',
        status: 'fail',
        summary: 'client-x: $230.00 of $200.00 (115%)',
        finding: {spentPicodollars: '230000000000000'},
      },
      {status: 'warn'},
      {status: 'unknown', hint: null},
      {status: 'pass'},
    ],
    verdict: 'fail',
  })
})

test('Nagios gets its line and its numbers', () => {
  expect(healthNagios(mixed)).toMatch(
    /^PECH CRITICAL - budget: client-x: \$230\.00 of \$200\.00 \(115%\) \| pass=1 warn=1 fail=1 unknown=1\n/,
  )
  expect(healthNagios(report(mixed.checks[3]!))).toMatch(/^PECH OK - 1 pass \| /)
  expect(healthNagios(hostile('a|b'))).toMatch(/^[^|]* \| pass=0 warn=1 fail=2 unknown=0\n[^|]*$/)
})

test('annotations, JUnit and SARIF have what does not pass', () => {
  expect(healthAnnotations(mixed).split('\n')).toEqual([
    '::error title=pech%3A budget::client-x: $230.00 of $200.00 (115%25) (see `pech budget check`)',
    '::warning title=pech%3A orphans::5 of 100 calls (5.0%25) without an owner (see `pech report --by agent`)',
    '::notice title=pech%3A burn::too little history to compare with',
    '',
  ])
  expect(healthJunit(mixed)).toContain('tests="4" failures="1" errors="0" skipped="1"')
  const sarif = JSON.parse(healthSarif(mixed, '1.2.3'))
  expect(sarif.runs[0].results).toMatchObject([
    {ruleId: 'budget', ruleIndex: 0, level: 'error'},
    {ruleId: 'orphans', ruleIndex: 4, level: 'warning'},
  ])
})

test('no name acts in any format', () => {
  for (const name of hostileNames) {
    const world = hostile(name)
    for (const text of [
      healthTable(world, {color: false, columns: undefined}),
      healthNagios(world),
      healthAnnotations(world),
      healthJunit(world),
      healthSarif(world, '1'),
      healthJson(world),
    ]) {
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
    }
    expect(healthNagios(world).split('\n')).toHaveLength(5)
    expect(healthAnnotations(world).split('\n')).toHaveLength(4)
  }
})

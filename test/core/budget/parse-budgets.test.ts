import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {EMPTY_DOCUMENT} from '../../../src/core/config/settings-document.ts'
import {budgetsFromJson, budgetsToJson, NO_BUDGETS} from '../../../src/core/budget/budget.ts'
import {parseBudgets} from '../../../src/core/budget/parse-budgets.ts'
import {budgetsOf, findingsOf} from './documents.ts'

const USD = 1_000_000_000_000n

test('a file in the own form says everything that it may say', () => {
  const {budgets, findings} = budgetsOf(`
version: 1
thresholds: [80, 50, 80]
orphan_rate_threshold: 0.02
budgets:
  - name: client
    match: {arm: [client-x, client-y], branch: 'feature/*', version: 2}
    each: session
    window: 5h
    limit_usd: 0.10
    on_breach: hard_stop
    grace_pct: 110
    on_unpriced: hard_stop
    thresholds: [100]
  - {match: {tier: opus}, window: session, limit_usd: '$2.50'}
  - {limit_usd: 500, each: project}
`)
  expect(findings).toEqual([])
  expect(budgets.orphanRateThreshold).toBe(0.02)
  expect(budgets.rules[0]).toEqual({
    name: 'client',
    alternatives: [
      [
        {dimension: 'arm', patterns: ['client-x', 'client-y']},
        {dimension: 'branch', patterns: ['feature/*']},
        {dimension: 'version', patterns: ['2']},
      ],
    ],
    except: [],
    each: 'session',
    window: {spanMs: 18_000_000},
    limitPicodollars: USD / 10n,
    limitField: 'limit_usd',
    thresholds: [100],
    onBreach: 'hard_stop',
    gracePicodollars: (USD * 11n) / 100n,
    onUnpriced: 'hard_stop',
  })
  expect(budgets.rules[1]).toMatchObject({
    name: 'tier opus session',
    thresholds: [50, 80],
    gracePicodollars: 25n * (USD / 10n),
  })
  expect(budgets.rules[2]).toMatchObject({
    name: 'month each project',
    window: 'month',
    onBreach: 'warn',
    alternatives: [[]],
  })
})

test('budgets survive being kept as JSON', () => {
  const {budgets} = budgetsOf("{budgets: [{limit_usd: 12.345678901234, name: '5n'}], default: {limit_usd: 1}}")
  expect(budgetsFromJson(budgetsToJson(budgets))).toEqual(budgets)
})

test('an empty file has no budgets', () => {
  expect(parseBudgets(EMPTY_DOCUMENT)).toEqual({budgets: NO_BUDGETS, findings: []})
})

test('the default counts each arm that no rule names', () => {
  const {budgets} = budgetsOf(`
budgets:
  - {arm: client-x, monthly_usd_cap: 200}
  - {match: {arm: a, branch: main}, limit_usd: 1}
default: {monthly_usd_cap: 100, action_on_breach: warn, grace_pct: 120}
`)
  expect(budgets.rules.at(-1)).toMatchObject({
    name: 'default',
    each: 'arm',
    except: [
      {dimension: 'arm', patterns: ['client-x']},
      {dimension: 'project', patterns: ['**/client-x/**']},
    ],
    gracePicodollars: 120n * USD,
  })
})

test('arms with monthly caps are read with the meaning that they had', () => {
  const {budgets, findings} = budgetsOf(`
budgets:
  - {arm: client-x, monthly_usd_cap: 200.00, action_on_breach: hard_stop, grace_pct: 110, path: /a/foo/}
  - {arm: client-y, monthly_usd_cap: 1, path: ['clients/y', '/b/*/c']}
  - {arm: home, monthly_usd_cap: 50.00}
spend_json: spend.json
`)
  expect(findings).toEqual([])
  expect(
    budgets.rules.map(({name, alternatives, onBreach}) => ({name, paths: alternatives[1]?.[0]?.patterns, onBreach})),
  ).toEqual([
    {name: 'arm client-x month', paths: ['/a/foo/**'], onBreach: 'hard_stop'},
    {name: 'arm client-y month', paths: ['**/clients/y/**', '/b/*/c'], onBreach: 'alert'},
    {name: 'arm home month', paths: ['**/home/**'], onBreach: 'alert'},
  ])
  expect(budgets.rules[0]?.gracePicodollars).toBe(220n * USD)
})

test('scopes with ceilings are read with the meaning that they had', () => {
  const text = '{"session":{"total_usd":5.00,"opus_usd":2.00},"hour":{"total_usd":15},"orphan_rate_threshold":0.01}'
  const {budgets, findings} = budgetsOf(text)
  expect(findings).toEqual([])
  expect(budgets.orphanRateThreshold).toBe(0.01)
  expect(budgets.rules.map(({name, window, thresholds, onBreach}) => [name, window, thresholds, onBreach])).toEqual([
    ['session/total', 'session', [50, 80, 100], 'alert'],
    ['session/opus', 'session', [50, 80, 100], 'alert'],
    ['hour/total', 'hour', [50, 80, 100], 'alert'],
  ])
  expect(budgets.rules[1]?.alternatives).toEqual([[{dimension: 'tier', patterns: ['opus']}]])
})

test('a ceiling that is none, or a strange key, is named with its place', () => {
  expect(findingsOf('session:\n  total_usd: -1\n  opus: 2\nday:\n  sonnet_usd: 3\nyear: 1')).toEqual([
    '6:1 KEY_UNKNOWN year',
    '2:14 VALUE_UNEXPECTED session.total_usd',
    '3:3 KEY_UNKNOWN session.opus',
  ])
})

test('each mistake is named with line and column, and its rule alone is left out', () => {
  const text = `version: 2
budgets:
  - {limit_usd: 1, grace_pt: 1}
  - {limit_usd: 1e3, each: nothing}
  - {limit_usd: 0}
  - {limit_usd: 1.0000000000001}
  - {window: yearly, limit_usd: 1}
  - {window: 5, limit_usd: 1}
  - {match: {arm: []}, limit_usd: 1}
  - {match: {brnch: x}, limit_usd: 1}
  - {name: a}
  - {monthly_usd_cap: 1}
  - {arm: x, monthly_usd_cap: many}
  - {limit_usd: 1, thresholds: [50, -1]}
  - {limit_usd: [1]}
  - 7
  - {name: a, limit_usd: 1}
  - {name: a, limit_usd: 2}
default: {limit_usd: none}
`
  expect(findingsOf(text)).toEqual([
    '1:10 VALUE_UNEXPECTED version',
    '3:20 KEY_UNKNOWN budgets[0].grace_pt',
    '4:28 VALUE_UNEXPECTED budgets[1].each',
    '5:17 VALUE_UNEXPECTED budgets[2].limit_usd',
    '6:17 VALUE_UNEXPECTED budgets[3].limit_usd',
    '7:14 VALUE_UNEXPECTED budgets[4].window',
    '8:14 VALUE_UNEXPECTED budgets[5].window',
    '9:19 VALUE_UNEXPECTED budgets[6].match.arm',
    '10:14 KEY_UNKNOWN budgets[7].match.brnch',
    '11:5 KEY_MISSING budgets[8]',
    '12:5 KEY_MISSING budgets[9]',
    '13:31 VALUE_UNEXPECTED budgets[10].monthly_usd_cap',
    '14:37 VALUE_UNEXPECTED budgets[11].thresholds[1]',
    '15:17 VALUE_UNEXPECTED budgets[12].limit_usd',
    '16:5 VALUE_UNEXPECTED budgets[13]',
    '18:12 NAME_DUPLICATE budgets[15].name',
    '19:22 VALUE_UNEXPECTED default.limit_usd',
  ])
  expect(budgetsOf(text).budgets.rules.map(({name}) => name)).toEqual(['a'])
})

test('budgets that are no list are named', () => {
  expect(findingsOf('budgets: {arm: x}')).toEqual(['1:10 VALUE_UNEXPECTED budgets'])
})

test('a text that is no YAML gives no rules', () => {
  const {budgets, findings} = budgetsOf('budgets: [')
  expect([budgets.rules, findings.map(({code}) => code)]).toEqual([[], ['YAML_INVALID']])
})

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/budgets/${name}`, import.meta.url), 'utf8')

test('every limit knows what it is called in the file', () => {
  const fieldsOf = (name: string) => budgetsOf(fixture(name)).budgets.rules.map(({limitField}) => limitField)
  expect(new Set(fieldsOf('own.yaml'))).toEqual(new Set(['limit_usd']))
  expect(new Set(fieldsOf('arms.yaml'))).toEqual(new Set(['monthly_usd_cap']))
  expect(fieldsOf('scopes.json')).toEqual([
    'session.total_usd',
    'session.opus_usd',
    'hour.total_usd',
    'day.total_usd',
    'day.opus_usd',
    'month.total_usd',
  ])
})

test('a list of arms means the same in YAML and in JSON, and of a file with slips the sound budgets hold', () => {
  expect(budgetsOf(fixture('arms.json')).budgets).toEqual(budgetsOf(fixture('arms.yaml')).budgets)
  expect(budgetsOf(fixture('wrong.yaml')).budgets.rules.map(({name}) => name)).toEqual(['c'])
  expect(findingsOf(fixture('wrong.yaml'))).toEqual([
    '2:30 KEY_UNKNOWN budgets[0].grace_pt',
    '3:26 VALUE_UNEXPECTED budgets[1].limit_usd',
    expect.stringMatching(/^5:\d+ .* budgets\[3\]\.name$/),
  ])
})

test('a dimension that says nothing does not make a budget for everything', () => {
  const text = 'budgets:\n  - {match: {arm: }, limit_usd: 1}\n  - {match: {arm: true}, limit_usd: 1}'
  expect(budgetsOf(text).budgets.rules).toEqual([])
  expect(findingsOf(text)).toEqual([
    '2:19 VALUE_UNEXPECTED budgets[0].match.arm',
    '3:19 VALUE_UNEXPECTED budgets[1].match.arm',
  ])
})

test('a number is a pattern where it can have been written in one way only', () => {
  const patterns = (text: string) => budgetsOf(`budgets: [{match: {branch: ${text}}, limit_usd: 1}]`).budgets.rules
  expect(patterns('[main, 2026]')).toMatchObject([{alternatives: [[{patterns: ['main', '2026']}]]}])
  expect(patterns('"1.10"')).toMatchObject([{alternatives: [[{patterns: ['1.10']}]]}])
  expect(patterns('1.10')).toEqual([])
  expect(patterns('[main, 1.10]')).toEqual([])
})

import {expect, test} from 'vitest'
import {wholeLedger} from './export-facts.ts'
import {ledgerMetrics} from '../../../src/core/export/ledger-metrics.ts'

const metric = (name: string, facts = wholeLedger) => ledgerMetrics(facts).find((one) => one.name === name)

test('sums over the whole ledger are counters, sums over a period are gauges of another name', () => {
  const names = ledgerMetrics(wholeLedger)
    .filter(({type}) => type === 'counter')
    .map(({name}) => name)
  expect(names).toContain('pech_cost_usd_total')
  for (const name of names) expect(name).toMatch(/^pech_[a-z_]+_total$/)
  const october = {...wholeLedger, period: {...wholeLedger.period, fromMs: 0, toMs: 5}}
  expect(ledgerMetrics(october).every(({type}) => type === 'gauge')).toBe(true)
  expect(metric('pech_period_cost_usd', october)?.samples).toEqual(metric('pech_cost_usd_total')?.samples)
})

test('cost is exact, by model, arm, project, agent, skill and plugin', () => {
  // Opus: 100 calls of 1,000 × $5 + 2,000 × $25 + 40,000 × $0.50 + 3,000 × $6.25 + 1,000 × $10 a million, and 10 searches.
  expect(metric('pech_cost_usd_total')?.samples).toEqual([
    {
      labels: {
        model: 'claude-opus-5',
        tier: 'opus',
        arm: 'client-x',
        project: 'harbor',
        agent: 'main',
        skill: '(none)',
        plugin: '(none)',
      },
      value: {decimal: '10.475'},
    },
    {
      labels: {
        model: 'claude-sonnet-5',
        tier: 'sonnet',
        arm: 'client-x',
        project: 'harbor',
        agent: 'Explore',
        skill: '(none)',
        plugin: '(none)',
      },
      value: {decimal: '18.975'},
    },
  ])
  expect(metric('pech_estimated_cost_usd_total')?.samples).toMatchObject([
    {labels: {skill: 'review'}, value: {decimal: '5.2375'}},
  ])
})

test('tokens have their class as a label', () => {
  const tokens = metric('pech_tokens_total')?.samples ?? []
  expect(new Set(tokens.map(({labels}) => labels['type']))).toEqual(
    new Set(['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h']),
  )
  expect(tokens.find(({labels}) => labels['type'] === 'output' && labels['agent'] === 'Explore')?.value).toBe(600_000n)
})

test('calls of two branches or folders of one name are one value', () => {
  const [opus] = wholeLedger.cells
  const there = {...opus!, key: {...opus!.key, branch: 'other', project: '/srv/harbor'}}
  expect(metric('pech_calls_total', {...wholeLedger, cells: [opus!, there]})?.samples).toMatchObject([{value: 200n}])
})

test('what is not known or not there has no value', () => {
  const nothing = {
    ...wholeLedger,
    cells: [],
    budgets: [],
    sessions: 0,
    orphanCalls: 0n,
    ingestedAtMs: null,
    rateCardVerifiedAtMs: null,
  }
  expect(ledgerMetrics(nothing).map(({name}) => name)).toEqual(['pech_sessions_total', 'pech_orphan_calls_total'])
})

test('budgets, orphans and the two moments are gauges', () => {
  expect(metric('pech_budget_limit_usd')?.samples).toEqual([{labels: {budget: 'client-x'}, value: {decimal: '200'}}])
  expect(metric('pech_budget_spent_usd')?.samples).toMatchObject([{value: {decimal: '20.5'}}])
  expect(metric('pech_orphan_ratio')?.samples).toMatchObject([{value: {decimal: '0.02'}}])
  expect(metric('pech_last_ingest_timestamp_seconds')?.samples).toMatchObject([{value: {decimal: '1793523600.5'}}])
})

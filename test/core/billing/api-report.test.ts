import {expect, test} from 'vitest'
import {readApiPage} from '../../../src/core/billing/api-report.ts'

const bucket = (...results: unknown[]) => ({starting_at: '2026-08-05T00:00:00Z', results})

test('a cost report gives its classes in exact dollars', () => {
  const page = readApiPage('admin-cost', {
    data: [
      bucket(
        {
          amount: '123.78912',
          currency: 'USD',
          cost_type: 'tokens',
          token_type: 'output_tokens',
          model: 'm',
          description: 'd',
        },
        {amount: '10', cost_type: 'web_search'},
        {amount: '5', cost_type: 'code_execution'},
        {amount: '1', cost_type: 'tokens', token_type: null},
      ),
    ],
    has_more: true,
    next_page: 'two',
  })
  expect(page?.rows.map(({costClass, billed, model}) => [costClass, billed, model])).toEqual([
    ['output', 1_237_891_200_000n, 'm'],
    ['webSearch', 100_000_000_000n, null],
    ['other', 50_000_000_000n, null],
    ['all', 10_000_000_000n, null],
  ])
  expect(page?.nextPage).toBe('two')
})

test('analytics give list price and what is paid', () => {
  const data = [
    {
      starting_at: '2026-08-05T00:00:00Z',
      group: {model: 'm'},
      cost: {amount: '90', list_amount: '100', currency: 'USD'},
    },
  ]
  expect(readApiPage('analytics', {data, has_more: false})).toMatchObject({
    rows: [{origin: 'analytics', day: '2026-08-05', billed: 900_000_000_000n, list: 1_000_000_000_000n}],
    nextPage: null,
  })
})

test('a usage report gives tokens by class', () => {
  const page = readApiPage('admin-usage', {
    data: [
      bucket(
        {
          model: 'm',
          uncached_input_tokens: 1,
          output_tokens: 0,
          cache_creation: {ephemeral_5m_input_tokens: 2, ephemeral_1h_input_tokens: 3},
          server_tool_use: {web_search_requests: 4},
        },
        {output_tokens: 1.5},
      ),
    ],
  })
  expect(page?.rows.map(({costClass, tokens}) => [costClass, tokens])).toEqual([
    ['input', 1],
    ['cacheWrite5m', 2],
    ['cacheWrite1h', 3],
    ['webSearch', 4],
  ])
  expect(page?.findings).toEqual([{code: 'NOT_COUNT', row: 2, column: 'output', found: '1.5'}])
})

test('of Claude Code’s own report only subscriptions count', () => {
  const breakdown = [{model: 'm', estimated_cost: {amount: 250}}, 'no object']
  const page = readApiPage('claude-code', {
    data: [
      {date: '2026-08-05T00:00:00Z', customer_type: 'subscription', actor: {type: 'user'}, model_breakdown: breakdown},
      {date: '2026-08-05T00:00:00Z', customer_type: 'subscription', model_breakdown: [{}]},
      {date: '2026-08-05T00:00:00Z', customer_type: 'subscription'},
      {date: '2026-08-05T00:00:00Z', customer_type: 'api', model_breakdown: breakdown},
    ],
  })
  expect(page?.rows).toMatchObject([{origin: 'claude-code', billed: 0n, list: 2_500_000_000_000n}])
  expect(page?.findings).toMatchObject([{code: 'NOT_AMOUNT', row: 2}])
})

test('what cannot be used is a finding, what is no page is none', () => {
  const page = readApiPage('admin-cost', {
    data: [
      bucket({amount: 5}, {amount: '5', currency: 'EUR'}, 'no object'),
      {starting_at: 'soon', results: [{}]},
      {results: [{}]},
    ],
  })
  expect(page?.findings.map(({code}) => code)).toEqual([
    'NOT_AMOUNT',
    'OTHER_CURRENCY',
    'NOT_DAY',
    'NOT_DAY',
    'NOT_DAY',
  ])
  for (const json of [null, [], {}, {data: {}}, {data: ['no object']}])
    expect(readApiPage('admin-cost', json)).toBeNull()
})

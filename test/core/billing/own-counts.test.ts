import {expect, test} from 'vitest'
import {billModel} from '../../../src/core/billing/bill-model.ts'
import {picodollarsOf, readCostState} from '../../../src/core/billing/cost-state.ts'
import {readOtelLine} from '../../../src/core/billing/otel-request.ts'
import {builtInCard} from '../rates/built-in-card.ts'

test('a cost-state record gives a cost per model', () => {
  const modelUsage = {m: {costUSD: 0.0319246}, n: {}, o: 'no object', p: {costUSD: -1}}
  expect(readCostState('s', {startTime: 5, modelUsage})).toEqual([
    {session: 's', model: 'm', startMs: 5, cost: 31_925_000_000n},
  ])
  expect(readCostState('s', {modelUsage: {m: {costUSD: 1}}})).toMatchObject([{startMs: null}])
  expect([...readCostState('s', null), ...readCostState('s', {})]).toEqual([])
  expect([picodollarsOf('1'), picodollarsOf(Number.NaN), picodollarsOf(1e9)]).toEqual([null, null, null])
})

test('telemetry events are found in OTLP exports, log records and flat objects', () => {
  const attributes = (values: Record<string, unknown>) =>
    Object.entries(values).map(([key, value]) => ({
      key,
      value: typeof value === 'string' ? {stringValue: value} : {doubleValue: value},
    }))
  const record = {
    timeUnixNano: '1786000000000000000',
    body: {stringValue: 'claude_code.api_request'},
    attributes: attributes({model: 'm', cost_usd: 0.5, request_id: 'r', query_source: 'auxiliary'}),
  }
  const expected = [
    {requestId: 'r', atMs: 1_786_000_000_000, model: 'm', querySource: 'auxiliary', cost: 500_000_000_000n},
  ]
  expect(readOtelLine({resourceLogs: [{scopeLogs: [{logRecords: [record]}]}]})).toEqual(expected)
  expect(readOtelLine(record)).toEqual(expected)
  const flat = {'event.name': 'api_request', model: 'm', cost_usd_micros: 7, 'event.timestamp': '2026-08-05T00:00:00Z'}
  expect(readOtelLine({attributes: flat})).toEqual([
    {requestId: null, atMs: Date.parse('2026-08-05T00:00:00Z'), model: 'm', querySource: 'main', cost: 7_000_000n},
  ])
  expect(readOtelLine({name: 'claude_code.api_request', attributes: [{key: 'model', value: {intValue: 3}}]})).toEqual(
    [],
  )
  expect(
    readOtelLine({
      name: 'api_request',
      attributes: [
        {key: 'model', value: 'm'},
        {key: 'cost_usd', value: {boolValue: true}},
      ],
    }),
  ).toMatchObject([{atMs: null, cost: 0n}])
  expect(readOtelLine({name: 'api_request', attributes: {model: 'm', cost_usd: 'x'}})).toEqual([])
  for (const json of [null, 3, {}, {body: {stringValue: 'claude_code.compaction'}, attributes: []}])
    expect(readOtelLine(json)).toEqual([])
})

test('a model of a bill is found by id, alias or display name', () => {
  const ids = ['claude-opus-5-20260724', ' claude  sonnet 4.5', 'Claude Next', null].map((name) =>
    billModel(name, builtInCard),
  )
  expect(ids).toEqual(['claude-opus-5', 'claude-sonnet-4-5-20250929', 'Claude Next', null])
})

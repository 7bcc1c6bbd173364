import {expect, test} from 'vitest'
import type {CallRecord} from '../../../src/core/report/call-record.ts'
import {callsParquet} from '../../../src/render/parquet/calls-parquet.ts'
import {hostileNames} from '../hostile-names.ts'
import {readParquet} from './read-parquet.ts'

const nothing = {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}
const call: CallRecord = {
  identity: 'msg_1',
  part: 0,
  kind: 'message',
  atMs: Date.UTC(2026, 9, 4, 12),
  attribution: {
    arm: 'home',
    project: 'shop',
    branch: 'main',
    session: 's',
    model: 'claude-opus-5',
    tier: 'opus',
    agent: 'main',
    role: null,
    plugin: null,
    subPlugin: null,
    kind: 'message',
    serviceTier: null,
    speed: null,
    geo: null,
    entrypoint: null,
    version: null,
    peer: null,
    skills: ['a', 'b'],
    orphan: false,
  },
  prompt: null,
  agentId: null,
  sidechain: false,
  tools: [],
  counts: {
    calls: 1n,
    tokens: {...nothing, output: 1n},
    webSearches: 1n,
    lowerBoundCalls: 0n,
    missingOutputTokens: 0n,
    unread5m: 2n,
    unread1h: 3n,
  },
  rate: {
    status: 'priced',
    model: 'claude-opus-5',
    from: null,
    condition: 'any',
    batch: false,
    geoUs: false,
    vector: {...nothing, output: 999_999_999_999_999_998n, webSearch: 1n},
  },
  missingOutputTokens: null,
  requestId: null,
  reportedUsd: null,
}

async function roundTrip(calls: readonly CallRecord[]) {
  const pieces = [...callsParquet(calls, '1.2.3')]
  return readParquet(Buffer.concat(pieces))
}

test('money keeps every digit, up to the last picodollar below a million dollars', async () => {
  const {rows, decimals} = await roundTrip([call])
  expect(rows).toMatchObject([
    {
      at: new Date('2026-10-04T12:00:00Z'),
      usd: 999_999_999_999_999_999n,
      output_usd: 999_999_999_999_999_998n,
      web_search_usd: 1n,
      input_usd: 0n,
      estimated_usd: null,
      output_tokens: 1n,
      unread_write_tokens: 5n,
      skills: ['a', 'b'],
      tools: [],
      role: null,
    },
  ])
  expect(decimals).toContain('usd')
})

test('a million dollars for one call is refused by name, since no digit may be lost', () => {
  const dear = {...call, counts: {...call.counts, tokens: {...nothing, output: 2n}}}
  expect(() => [...callsParquet([dear], '1')]).toThrow('call msg_1 costs a million dollars or more')
})

test('an estimate is in its own column, and a call without a rate costs null, not 0', async () => {
  const estimated = {...call, rate: {...call.rate, status: 'estimated' as const}}
  const unpriced = {...call, rate: {...call.rate, status: 'unpriced' as const}, atMs: null}
  expect((await roundTrip([estimated, unpriced])).rows).toMatchObject([
    {usd: null, output_usd: null, estimated_usd: 999_999_999_999_999_999n},
    {usd: null, estimated_usd: null, at: null, rate_status: 'unpriced'},
  ])
})

test('hostile names come through unchanged', async () => {
  const named = hostileNames.map((name) => ({
    ...call,
    tools: [name],
    attribution: {...call.attribution, model: name, skills: [name, name]},
  }))
  const {rows} = await roundTrip(named)
  expect(rows.map(({model, tools, skills}) => [model, tools, skills])).toEqual(
    // the reader takes a leading byte order mark for none of the text
    hostileNames.map((name) => name.toWellFormed().replace(/^\uFEFF/, '')).map((name) => [name, [name], [name, name]]),
  )
})

test('many calls are written in groups, none is lost; none at all is a file too', async () => {
  const many = Array.from({length: 10_001}, (_, index) => ({...call, identity: `msg_${index}`}))
  const {rows, groups} = await roundTrip(many)
  expect(groups).toBe(2)
  expect(new Set(rows.map(({id}) => id)).size).toBe(10_001)
  expect((await roundTrip([])).rows).toEqual([])
})

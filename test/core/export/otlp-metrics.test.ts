import {expect, test} from 'vitest'
import {wholeLedger} from './export-facts.ts'
import {otlpMetrics} from '../../../src/core/export/otlp-metrics.ts'

const metricsOf = (facts = wholeLedger) => otlpMetrics(facts, '1.2.3').resourceMetrics[0]!.scopeMetrics[0]!.metrics
const attributes = (point: {attributes: readonly {key: string; value: {stringValue: string}}[]} | undefined) =>
  Object.fromEntries((point?.attributes ?? []).map(({key, value}) => [key, value.stringValue]))

test('sums have the names and units of Claude Code’s own telemetry', () => {
  expect(metricsOf().map(({name, unit}) => [name, unit])).toEqual([
    ['claude_code.cost.usage', 'USD'],
    ['claude_code.token.usage', 'tokens'],
  ])
  for (const {sum} of metricsOf()) expect(sum).toMatchObject({aggregationTemporality: 2, isMonotonic: true})
})

test('a call of the main thread and one of a subagent are told apart', () => {
  const [cost] = metricsOf()
  expect(cost?.sum.dataPoints.map((point) => [attributes(point), point.asDouble])).toEqual([
    [{model: 'claude-opus-5', query_source: 'main'}, 10.475],
    [{model: 'claude-sonnet-5', query_source: 'subagent', 'agent.name': 'Explore'}, 18.975],
  ])
})

test('tokens have Claude Code’s types, whole numbers are texts, fast calls say so', () => {
  const points = metricsOf()[1]?.sum.dataPoints ?? []
  const fast = points.filter((point) => attributes(point)['speed'] === 'fast')
  expect(Object.fromEntries(fast.map((point) => [attributes(point)['type'], point.asInt]))).toEqual({
    input: '50000',
    output: '100000',
    cacheRead: '2000000',
    cacheCreation: '200000',
  })
  expect(attributes(fast[0])).toMatchObject({
    'skill.name': 'review',
    'plugin.name': 'harbor-tools',
    query_source: 'main',
  })
})

test('a cumulative value begins with the period and ends with it, or now', () => {
  const span = (facts: typeof wholeLedger) => {
    const {startTimeUnixNano, timeUnixNano} = metricsOf(facts)[0]!.sum.dataPoints[0]!
    return [startTimeUnixNano, timeUnixNano]
  }
  expect(span(wholeLedger)).toEqual(['0', '1793523600000000000'])
  expect(span({...wholeLedger, period: {...wholeLedger.period, fromMs: 1000, toMs: 2000}})).toEqual([
    '1000000000',
    '2000000000',
  ])
})

test('equal attributes are one value, agents without a name have none', () => {
  const [opus] = wholeLedger.cells
  const nameless = {...opus!, key: {...opus!.key, agent: '(none)', branch: 'x'}}
  const points = metricsOf({...wholeLedger, cells: [nameless, opus!, {...opus!, key: {...opus!.key, branch: 'y'}}]})[0]
    ?.sum.dataPoints
  expect(points?.map((point) => [attributes(point)['query_source'], point.asDouble])).toEqual([
    ['main', 20.95],
    ['subagent', 10.475],
  ])
})

test('the resource is pech, in its version', () => {
  const {resource, scopeMetrics} = otlpMetrics(wholeLedger, '1.2.3').resourceMetrics[0]!
  expect(attributes(resource)).toEqual({'service.name': 'pech', 'service.version': '1.2.3'})
  expect(scopeMetrics[0]?.scope).toEqual({name: 'pech', version: '1.2.3'})
})

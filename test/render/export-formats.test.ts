import {spawnSync} from 'node:child_process'
import {parse} from 'csv-parse/sync'
import {expect, test} from 'vitest'
import {ledgerMetrics} from '../../src/core/export/ledger-metrics.ts'
import {costOfCells} from '../../src/core/snapshot/make-snapshot.ts'
import {exportCsv, exportJson} from '../../src/render/export-cells.ts'
import {prometheusText} from '../../src/render/export-prometheus.ts'
import {wholeLedger} from '../core/export/export-facts.ts'
import {hostileNames} from './hostile-names.ts'
import {parsePrometheus} from './prometheus-parser.ts'

const named = (name: string): typeof wholeLedger => ({
  ...wholeLedger,
  cells: wholeLedger.cells.map((cell) => ({...cell, key: {...cell.key, model: name, skill: name, project: name}})),
  budgets: wholeLedger.budgets.map((budget) => ({...budget, name})),
})

test('the text passes a strict parser and keeps every value', () => {
  const samples = parsePrometheus(prometheusText(ledgerMetrics(wholeLedger)))
  const cost = samples.filter(({name}) => name === 'pech_cost_usd_total').reduce((sum, {value}) => sum + value, 0)
  expect(cost).toBeCloseTo(Number(costOfCells(wholeLedger.cells)) / 1e12, 9)
  expect(samples.find(({name}) => name === 'pech_budget_limit_usd')).toMatchObject({
    labels: {budget: 'client-x'},
    value: 200,
  })
  expect(prometheusText([])).toBe('')
})

test('hostile names come through Prometheus’s format unchanged', () => {
  for (const name of hostileNames) {
    const samples = parsePrometheus(prometheusText(ledgerMetrics(named(name))))
    expect(samples.find((sample) => sample.name === 'pech_calls_total')?.labels['model']).toBe(name.toWellFormed())
  }
})

const promtool = (text: string) => spawnSync('promtool', ['check', 'metrics'], {input: text, encoding: 'utf8'})

test.skipIf(promtool('').error !== undefined)(
  "Prometheus's own tool has nothing to say about names, units and values",
  () => {
    const ofPeriod = {...wholeLedger, period: {...wholeLedger.period, fromMs: 0}}
    const cells = hostileNames.flatMap((name) => named(name).cells)
    for (const facts of [wholeLedger, ofPeriod, {...wholeLedger, cells}]) {
      const {status, stdout, stderr} = promtool(prometheusText(ledgerMetrics(facts)))
      expect([status, stdout, stderr]).toEqual([0, '', ''])
    }
  },
)

test('help with a line break or a backslash is escaped', () => {
  const metric = {name: 'pech_x', help: 'a\nb\\c', type: 'gauge', samples: [{labels: {}, value: 1n}]} as const
  expect(prometheusText([metric])).toBe('# HELP pech_x a\\nb\\\\c\n# TYPE pech_x gauge\npech_x 1\n')
})

test('rows of CSV and cells of JSON add up to the ledger', () => {
  const rows: Record<string, string>[] = parse(exportCsv(wholeLedger), {columns: true})
  expect(rows.reduce((sum, row) => sum + BigInt(row['picodollars']!), 0n)).toBe(costOfCells(wholeLedger.cells))
  expect(rows[2]).toMatchObject({
    rate_status: 'estimated',
    usd: '0.00',
    estimated_usd: '5.2375',
    project: 'harbor',
    cache_write_5m_tokens: '150000',
  })
  const {schema, cells} = JSON.parse(exportJson(wholeLedger))
  expect(schema).toBe('pech/export@1')
  expect(cells).toHaveLength(3)
  const sum = cells.reduce((all: bigint, cell: {picodollars: string}) => all + BigInt(cell.picodollars), 0n)
  expect(sum).toBe(costOfCells(wholeLedger.cells))
})

test('no name becomes a formula or another line', () => {
  for (const name of hostileNames) {
    const rows: Record<string, string>[] = parse(exportCsv(named(name)), {columns: true})
    expect(rows).toHaveLength(3)
    for (const row of rows) expect(row['model']).not.toMatch(/^[=+\-@\t\r\n\0]/)
    expect(JSON.parse(exportJson(named(name))).cells).toHaveLength(3)
    expect(exportJson(named(name))).not.toContain('/home/')
  }
})

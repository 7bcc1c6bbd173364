import fc from 'fast-check'
import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {snapshotOf} from '../../../fixtures/snapshots/make-snapshots.ts'
import {compareSides} from '../../../src/core/diff/compare-sides.ts'
import {isSnapshotFault, parseSnapshot} from '../../../src/core/snapshot/parse-snapshot.ts'
import {type SpendSide, sideOfCells} from '../../../src/core/snapshot/spend-side.ts'
import {snapshotJson} from '../../../src/render/snapshot-json.ts'
import {anyCells} from './any-cells.ts'

/** Set like any JSON formatter would, so that one field can be changed by its text. */
const base = JSON.stringify(JSON.parse(snapshotJson(snapshotOf(worlds['base']!))), null, 2)
const sideOf = (text: string): SpendSide => {
  const result = parseSnapshot(text)
  if (isSnapshotFault(result)) throw new Error(result.where)
  return result
}

test('what is written is read again, to the picodollar', () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      const snapshot = snapshotOf(cells)
      const {fromMs, toMs, label} = snapshot.period
      const name = {label, fromMs, toMs, git: snapshot.git}
      expect(sideOf(snapshotJson(snapshot))).toEqual(sideOfCells(name, snapshot.cells, snapshot.totals.sessions))
    }),
  )
})

test('a snapshot without git, of all time, and with a byte order mark is read', () => {
  const period = {label: 'all', fromMs: null, toMs: null, timezone: 'UTC'}
  const text = snapshotJson(snapshotOf([], {git: null, period}))
  expect(sideOf(`\ufeff${text}`)).toMatchObject({
    git: null,
    fromMs: null,
    toMs: null,
    label: 'all',
    costPicodollars: 0n,
  })
})

test('fields that are not known are ignored', () => {
  expect(sideOf(base.replace('{', '{"later": [1],'))).toEqual(sideOf(base))
})

test.each([
  ['not JSON', 'no', ''],
  ['a list', '[]', ''],
  ['null', 'null', ''],
  ['no schema', '{}', 'schema'],
  ['a later version', base.replace('snapshot@1', 'snapshot@2'), 'schema'],
  ['another answer', base.replace('snapshot@1', 'report@1'), 'schema'],
  ['no period', base.replace('"period"', '"other"'), 'period'],
  ['cells that are no list', base.replace('"cells": [', '"cells": 5, "others": ['), 'cells'],
  [
    'calls that are a text',
    base.replace('"calls": 300,\n      "tokens"', '"calls": "300",\n      "tokens"'),
    'cells[1].calls',
  ],
  [
    'a negative count',
    base.replace('"webSearches": 30,\n      "usd"', '"webSearches": -30,\n      "usd"'),
    'cells[1].webSearches',
  ],
  ['a rate that is not there', base.replace('"rate": 1', '"rate": 7'), 'cells[0].rate'],
  ['a status of its own', base.replace('"status": "priced"', '"status": "free"'), 'rates[0].status'],
  ['a rate as a number', base.replace('"input": "3000000"', '"input": 3000000'), 'rates[0].vector.input'],
  ['a model that is none', base.replaceAll('"model": "claude-opus-5"', '"model": 5'), 'cells[0].model'],
  ['a flag that is none', base.replaceAll('"batch": false', '"batch": 0'), 'rates[0].batch'],
  ['a time that is none', base.replace('"from": "2026-10-01T00:00:00.000Z"', '"from": "soon"'), 'period.from'],
  ['a total of its own', base.replace(/"picodollars": "\d+"/, '"picodollars": "1"'), 'totals.picodollars'],
])('%s is no snapshot, and the fault names the place', (_, text, where) => {
  expect(parseSnapshot(text)).toMatchObject({
    code: where === 'schema' ? 'SNAPSHOT_INCOMPATIBLE' : 'SNAPSHOT_UNREADABLE',
    where,
  })
})

test('nothing that a file may hold makes the reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(typeof parseSnapshot(text)).toBe('object')
    }),
  )
  fc.assert(
    fc.property(fc.nat(base.length), fc.nat(40), fc.string(), (at, cut, insert) => {
      expect(typeof parseSnapshot(base.slice(0, at) + insert + base.slice(at + cut))).toBe('object')
    }),
    {numRuns: 2000},
  )
})

test('a bug is not taken for a faulty file', () => {
  const notText = {
    replace: () => {
      throw new RangeError('bug')
    },
  }
  expect(() => Reflect.apply(parseSnapshot, null, [notText])).toThrow(RangeError)
})

test('two snapshots of the same file have no difference', () => {
  expect(compareSides(sideOf(base), sideOf(base), ['model']).delta).toMatchObject({deltaPicodollars: 0n, pct: 0})
})

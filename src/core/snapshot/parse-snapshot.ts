import {isJsonObject} from '../log/json-value.ts'
import {byCostClass, type Cell, type CellRate} from './cell.ts'
import {costOfCells} from './make-snapshot.ts'
import {isSeedSummary, readSeedSummary} from './read-seed-summary.ts'
import {SNAPSHOT_SCHEMA, type GitState} from './snapshot.ts'
import {type SnapshotFault, SnapshotFaultFound, SnapshotReader, unreadable} from './snapshot-reader.ts'
import {sideOfCells, type SpendSide} from './spend-side.ts'

/**
 * Reads a snapshot file for a comparison: `pech/snapshot@1`, or the summary that ruflo-cost-tracker writes, of which only sums are
 * known.
 *
 * @param text - The file's content; a byte order mark is skipped.
 * @returns One side of a comparison, or why the file cannot be used. Never throws.
 */
export function parseSnapshot(text: string): SpendSide | SnapshotFault {
  try {
    return readSnapshot(parseJson(text))
  } catch (error) {
    if (error instanceof SnapshotFaultFound) return error.fault
    throw error
  }
}

/** Tells the two results of `parseSnapshot` apart. */
export function isSnapshotFault(result: SpendSide | SnapshotFault): result is SnapshotFault {
  return 'code' in result
}

function parseJson(text: string): unknown {
  const json = text.replace(/^\ufeff/, '')
  try {
    return JSON.parse(json)
  } catch {
    throw unreadable('', 'JSON')
  }
}

function readSnapshot(value: unknown): SpendSide {
  const fields = new SnapshotReader(value, '')
  const schema = fields.raw('schema')
  if (schema === undefined && isSeedSummary(fields)) return readSeedSummary(fields)
  if (schema !== SNAPSHOT_SCHEMA) {
    throw new SnapshotFaultFound({code: 'SNAPSHOT_INCOMPATIBLE', where: 'schema', expected: SNAPSHOT_SCHEMA})
  }
  const period = fields.object('period')
  const rates = fields.list('rates').map(readRate)
  const cells = fields.list('cells').map((cell) => readCell(cell, rates))
  const totals = fields.object('totals')
  if (totals.picodollars('picodollars') !== costOfCells(cells)) {
    throw unreadable('totals.picodollars', 'the sum over all cells')
  }
  const name = {
    label: period.text('label'),
    fromMs: period.momentOrNull('from'),
    toMs: period.momentOrNull('to'),
    git: readGit(fields),
  }
  return sideOfCells(name, cells, Number(totals.count('sessions')))
}

function readGit(fields: SnapshotReader): GitState | null {
  if (!isJsonObject(fields.raw('git'))) return null
  const git = fields.object('git')
  return {sha: git.textOrNull('sha'), branch: git.textOrNull('branch'), dirty: git.flag('dirty')}
}

function readRate(rate: SnapshotReader): CellRate {
  const vector = rate.object('vector')
  const status = rate.text('status')
  if (status !== 'priced' && status !== 'estimated' && status !== 'unpriced') {
    throw unreadable(rate.place('status'), 'priced, estimated or unpriced')
  }
  return {
    status,
    from: rate.textOrNull('from'),
    condition: rate.textOrNull('condition'),
    batch: rate.flag('batch'),
    geoUs: rate.flag('geoUs'),
    vector: byCostClass((costClass) => vector.picodollars(costClass)),
  }
}

function readCell(cell: SnapshotReader, rates: readonly CellRate[]): Cell {
  const rate = rates[Number(cell.count('rate'))]
  if (rate === undefined) throw unreadable(cell.place('rate'), 'the index of an entry of rates')
  const tokens = cell.object('tokens')
  return {
    key: {
      model: cell.text('model'),
      tier: cell.text('tier'),
      agent: cell.text('agent'),
      skill: cell.text('skill'),
      plugin: cell.text('plugin'),
      arm: cell.text('arm'),
      project: cell.text('project'),
      branch: cell.text('branch'),
    },
    rate,
    calls: cell.count('calls'),
    tokens: {
      input: tokens.count('input'),
      output: tokens.count('output'),
      cacheRead: tokens.count('cacheRead'),
      cacheWrite5m: tokens.count('cacheWrite5m'),
      cacheWrite1h: tokens.count('cacheWrite1h'),
    },
    webSearches: cell.count('webSearches'),
  }
}

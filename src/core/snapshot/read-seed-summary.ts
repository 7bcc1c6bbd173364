import {isJsonObject} from '../log/json-value.ts'
import {parseUsd, type Picodollars} from '../money/picodollars.ts'
import {type SnapshotReader, unreadable} from './snapshot-reader.ts'
import type {SpendSide} from './spend-side.ts'

/** Names under which a cost may stand in a row of the summary. */
const COST_FIELDS = ['cost_usd', 'total_cost_usd', 'costUsd', 'spend_usd', 'usd']

/** Whether an object without `schema` is the summary of ruflo-cost-tracker (0.26): it says when and how much. */
export function isSeedSummary(fields: SnapshotReader): boolean {
  return typeof fields.raw('total_cost_usd') === 'number' && typeof fields.raw('exportedAt') === 'string'
}

/**
 * Reads that summary. It knows the total, sessions, and cost per model and tier, at prices of its own; calls, cells, cost per token class
 * and the two lifetimes of cache writes it does not know.
 *
 * @param fields - Of which `isSeedSummary` holds.
 * @returns A side without cells.
 * @throws SnapshotFaultFound for amounts that are none.
 */
export function readSeedSummary(fields: SnapshotReader): SpendSide {
  const toMs = fields.momentOrNull('exportedAt')
  const sessions = fields.raw('sessionCount')
  return {
    label: fields.text('exportedAt'),
    fromMs: null,
    toMs,
    git: readGit(fields.raw('git')),
    costPicodollars: picodollars(fields.raw('total_cost_usd'), 'total_cost_usd'),
    calls: null,
    sessions: Number.isSafeInteger(sessions) ? Number(sessions) : null,
    tokens: null,
    costByClass: null,
    unpriced: null,
    cells: null,
    costBy: {
      model: readRows(fields.raw('byModel'), 'byModel', 'model'),
      tier: readRows(fields.raw('byTier'), 'byTier', 'tier'),
    },
  }
}

function readGit(value: unknown): SpendSide['git'] {
  if (!isJsonObject(value)) return null
  const {sha, branch, isDirty} = value
  return {
    sha: typeof sha === 'string' ? sha : null,
    branch: typeof branch === 'string' ? branch : null,
    dirty: isDirty === true,
  }
}

/** Rows as an object by name or as a list with a name in each; the value is a number or an object with a cost. */
function readRows(value: unknown, where: string, nameField: string): ReadonlyMap<string, Picodollars> {
  const rows = new Map<string, Picodollars>()
  const add = (name: unknown, row: unknown): void => {
    const cost = isJsonObject(row) ? COST_FIELDS.map((field) => row[field]).find((found) => found !== undefined) : row
    const key = typeof name === 'string' ? name : '(none)'
    rows.set(key, (rows.get(key) ?? 0n) + picodollars(cost, `${where}.${key}`))
  }
  if (Array.isArray(value)) for (const row of value) add(isJsonObject(row) ? row[nameField] : null, row)
  else if (isJsonObject(value)) for (const [name, row] of Object.entries(value)) add(name, row)
  return rows
}

/** Dollars of a JSON number, to the picodollar that is nearest to its shortest digits. */
function picodollars(value: unknown, where: string): Picodollars {
  const amount = typeof value === 'number' && value >= 0 && value < 1e9 ? parseUsd(value.toFixed(12)) : null
  if (amount === null) throw unreadable(where, 'dollars as a number')
  return amount
}

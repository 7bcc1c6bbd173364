import {missingName} from '../../core/attribution/dimension.ts'
import type {KindCost} from '../../core/learning/usual-costs.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {costOf} from '../../core/report/amounts.ts'
import type {Bounds} from '../../core/report/query.ts'
import {COST_CLASSES} from '../../core/rates/rate.ts'
import {exact, textOrNull, type Database} from './database.ts'
import {SKILL_SEPARATOR} from './interning.ts'
import {cellRates, countsOf} from './query/rates.ts'
import {rollupSource, SUM_COLUMNS, type SqlPart} from './query/source.ts'

/**
 * What the calls of a span cost by plugin, skill and role, as learning divides them: orphans and calls without any price
 * are left out.
 *
 * @param filter - A condition on `a` (attribution) alone.
 */
export function kindCosts(database: Database, bounds: Bounds, filter: SqlPart): KindCost[] {
  const {from, where} = rollupSource(bounds)
  const sums = SUM_COLUMNS.map((name) => `sum(s.${name}) AS ${name}`).join(', ')
  const rows = database.allExact(
    `SELECT a.plugin AS plugin, a.skill AS skill, a.role AS role, s.rate AS rate, ${sums}
    FROM ${from.sql} JOIN attribution a ON a.id = s.attribution
    WHERE ${where.sql} AND a.orphan = 0 AND ${filter.sql} GROUP BY a.plugin, a.skill, a.role, s.rate`,
    ...from.values,
    ...where.values,
    ...filter.values,
  )
  const rates = cellRates(database)
  const kinds = new Map<string, {kind: Omit<KindCost, 'calls' | 'usd'>; calls: bigint; picodollars: bigint}>()
  for (const row of rows) {
    const rate = rates.get(Number(exact(row['rate'])))
    if (rate === undefined || rate.status === 'unpriced') continue
    const kind = {
      plugin: textOrNull(row['plugin']) ?? missingName('plugin'),
      skill: textOrNull(row['skill'])?.replaceAll(SKILL_SEPARATOR, '+') ?? null,
      role: textOrNull(row['role']),
    }
    const id = JSON.stringify(kind)
    const sum = kinds.get(id) ?? {kind, calls: 0n, picodollars: 0n}
    const counts = countsOf(row)
    const cost = costOf(counts, rate.vector)
    sum.calls += counts.calls
    sum.picodollars += COST_CLASSES.reduce((whole, name) => whole + cost[name], 0n)
    kinds.set(id, sum)
  }
  return [...kinds.values()].map(({kind, calls, picodollars}) => {
    return {...kind, calls: Number(calls), usd: toUsd(picodollars)}
  })
}

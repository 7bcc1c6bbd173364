import type {SettingsReader} from '../config/settings-reader.ts'
import type {Budgets, BudgetRule} from './budget.ts'
import {readAmount} from './read-rule.ts'

const SCOPES = ['session', 'hour', 'day', 'week', 'month'] as const
const THRESHOLDS = [50, 80, 100]

/** Whether a file is a mapping of scopes to ceilings: `{session: {total_usd: 5}, day: {opus_usd: 20}}`. */
export function isScopeShape(value: unknown): value is object {
  return typeof value === 'object' && value !== null && SCOPES.some((scope) => Object.hasOwn(value, scope))
}

/**
 * Reads the mapping of scopes: for each of session, hour, day, week and month a ceiling in total and by tier, reported at
 * 50, 80 and 100 %, never stopping anything.
 *
 * @param reader - Takes the findings.
 * @param value - What {@link isScopeShape} accepts.
 */
export function readScopes(reader: SettingsReader, value: object): Budgets {
  const fields = reader.fields(value, '', [...SCOPES, 'version', 'orphan_rate_threshold'])
  const rules = SCOPES.flatMap((scope) =>
    [...reader.anyFields(fields.get(scope), scope)].flatMap(([key, amount]): BudgetRule[] => {
      const where = `${scope}.${key}`
      const axis = /^(total|[a-z]+)_usd$/.exec(key)?.[1]
      if (axis === undefined) {
        reader.note('KEY_UNKNOWN', where, {key, known: 'total_usd, opus_usd, sonnet_usd, haiku_usd'}, 'key')
        return []
      }
      const limitPicodollars = readAmount(reader, amount, where)
      if (limitPicodollars === null) return []
      return [
        {
          name: `${scope}/${axis}`,
          alternatives: [axis === 'total' ? [] : [{dimension: 'tier', patterns: [axis]}]],
          except: [],
          each: null,
          window: scope,
          limitPicodollars,
          limitField: where,
          thresholds: THRESHOLDS,
          onBreach: 'alert',
          gracePicodollars: limitPicodollars,
          onUnpriced: 'warn',
        },
      ]
    }),
  )
  const orphanRateThreshold = reader.number(fields.get('orphan_rate_threshold'), 'orphan_rate_threshold', {
    least: 0,
    most: 1,
  })
  return {rules, orphanRateThreshold}
}

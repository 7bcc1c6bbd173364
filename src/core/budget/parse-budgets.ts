import {isRepeated} from '../config/read-arms.ts'
import type {SettingsDocument} from '../config/settings-document.ts'
import type {SettingsFinding} from '../config/settings-finding.ts'
import {SettingsReader} from '../config/settings-reader.ts'
import type {Budgets, BudgetRule} from './budget.ts'
import {defaultRule, readRule, readThresholds} from './read-rule.ts'
import {isScopeShape, readScopes} from './read-scopes.ts'

const KEYS = ['version', 'thresholds', 'budgets', 'default', 'orphan_rate_threshold', 'spend_json'] as const

/** Percent of the limit at which a budget is reported unless the file says otherwise. */
const THRESHOLDS: readonly number[] = [50, 75, 90, 100]

/**
 * Reads a budgets file: pech's own form, the list of arms with monthly caps, and the mapping of scopes to ceilings. A rule
 * with anything in it that is not understood is noted and left out, since half a rule could stop the wrong work.
 *
 * @param document - Plain data with places; a document that says nothing gives no rules.
 */
export function parseBudgets(document: SettingsDocument): {budgets: Budgets; findings: SettingsFinding[]} {
  const reader = new SettingsReader(document)
  const {value} = document
  if (isScopeShape(value)) {
    const budgets = readScopes(reader, value)
    return {budgets, findings: [...document.findings, ...reader.findings]}
  }
  const fields = reader.fields(value, '', KEYS)
  const version = fields.get('version')
  if (version !== undefined && version !== 1) reader.unexpected(version, 'version', '1')
  const thresholds = readThresholds(reader, fields.get('thresholds'), 'thresholds') ?? THRESHOLDS
  const lines = new Map<string, number>()
  const rules = reader.items(fields.get('budgets'), 'budgets').flatMap(({item, where}) => {
    const rule = readRule(reader, item, where, thresholds)
    if (rule === null) return []
    return isRepeated(reader, lines, rule.name, `${where}.name`) ? [] : [rule]
  })
  const fallback = fields.has('default') ? readDefault(reader, fields.get('default'), thresholds, rules) : null
  const orphanRateThreshold = reader.number(fields.get('orphan_rate_threshold'), 'orphan_rate_threshold', {
    least: 0,
    most: 1,
  })
  const budgets = {rules: fallback === null ? rules : [...rules, fallback], orphanRateThreshold}
  return {budgets, findings: [...document.findings, ...reader.findings]}
}

function readDefault(
  reader: SettingsReader,
  value: unknown,
  thresholds: readonly number[],
  rules: readonly BudgetRule[],
): BudgetRule | null {
  const rule = readRule(reader, value, 'default', thresholds, 'default')
  return rule === null ? null : defaultRule(rule, rules)
}

import {integer, text, textOrNull, type Row} from '../database.ts'
import {SKILL_SEPARATOR} from '../interning.ts'
import {isByPrompt, namedSql, sourceOf, valuesOf, type QueryPlan} from './query-plan.ts'
import {rollupSource} from './source.ts'

/** Distinct sessions of each group and of the whole, and the models of calls without a price. */
export function nameGroups(plan: QueryPlan): void {
  countSessions(plan)
  const filters = plan.query.filters.map(({dimension}) => dimension)
  const whole = sourceOf({...plan, involved: new Set([...filters, 'session'])})
  const row = plan.database.get(`SELECT count(DISTINCT a.session) AS sessions ${whole.sql}`, ...whole.values)
  plan.groups.whole.sessions = integer(row?.['sessions'])
  if (!nameByRate(plan)) nameByAttribution(plan)
}

function countSessions(plan: QueryPlan): void {
  const {query, groups, readers, database} = plan
  if (readers.length === 0) return
  const session = query.by.indexOf('session')
  if (session >= 0) {
    groups.setSessions((values) => (values[session] === null ? 0 : 1))
    return
  }
  // those of prompts were counted with their calls
  if (isByPrompt(plan) && !groups.has([null])) return
  const {sql, values} = distinctAttributions(plan, isByPrompt(plan) ? 's.prompt IS NULL' : '1')
  if (!query.by.includes('skill')) {
    const keys = readers.map((_, index) => `d.k${index} AS k${index}`).join(', ')
    const counted = `SELECT ${keys}, count(DISTINCT b.session) AS sessions FROM (${sql}) d
      JOIN attribution b ON b.id = d.attribution GROUP BY ${readers.map((_, index) => `d.k${index}`).join(', ')}`
    for (const row of database.all(counted, ...values))
      groups.countSessions(valuesOf(readers, row), integer(row['sessions']))
    return
  }
  // a call of several skills counts its session for each of them
  const listed = `SELECT DISTINCT d.*, b.session AS session FROM (${sql}) d JOIN attribution b ON b.id = d.attribution`
  const seen = new Map<string, Set<string>>()
  for (const row of database.iterate(`${listed} WHERE b.session IS NOT NULL`, ...values)) {
    for (const one of splitSkills(plan, row)) {
      const key = JSON.stringify(one)
      const sessions = seen.get(key) ?? new Set()
      seen.set(key, sessions.add(text(row['session'])))
    }
  }
  groups.setSessions((one) => seen.get(JSON.stringify(one))?.size ?? 0)
}

/**
 * Names the models of calls without a price by their rates, which groups know: mostly, all calls of such a rate are of one model.
 *
 * @returns Whether it could: not when a rate's calls within the span are of several models.
 */
function nameByRate({database, query, rates, groups}: QueryPlan): boolean {
  const unpriced = groups.unpricedRates()
  if (unpriced.length === 0) return true
  const {from, where} = rollupSource(query.bounds)
  const rows = database.all(
    `SELECT DISTINCT s.rate AS rate, a.model AS model FROM ${from.sql} JOIN attribution a ON a.id = s.attribution
    WHERE ${where.sql} AND s.rate IN (${unpricedIds(rates)})`,
    ...from.values,
    ...where.values,
  )
  const models = new Map(rows.map((row) => [rates.get(integer(row['rate'])), textOrNull(row['model']) ?? '']))
  if (models.size < rows.length || !unpriced.every((rate) => models.has(rate))) return false
  for (const rate of unpriced) groups.nameModelOf(rate, models.get(rate) ?? '')
  return true
}

function unpricedIds(rates: QueryPlan['rates']): string {
  return [...rates].flatMap(([id, {status}]) => (status === 'priced' ? [] : [id])).join(', ')
}

function nameByAttribution(plan: QueryPlan): void {
  const {sql, values} = distinctAttributions(plan, `s.rate IN (${unpricedIds(plan.rates)})`, ['s.rate AS rate'])
  const keys = plan.readers.map((_, index) => `d.k${index} AS k${index}, `).join('')
  const listed = `SELECT DISTINCT ${keys}d.rate AS rate, b.model AS model FROM (${sql}) d JOIN attribution b ON b.id = d.attribution`
  for (const row of plan.database.iterate(listed, ...values)) {
    const status = plan.rates.get(integer(row['rate']))?.status ?? 'unpriced'
    for (const one of splitSkills(plan, row)) plan.groups.nameModel(one, status, textOrNull(row['model']) ?? '')
  }
}

/** The distinct attributions of each group: far fewer than calls. */
function distinctAttributions(plan: QueryPlan, condition: string, columns: readonly string[] = []) {
  const source = sourceOf(plan)
  const inner = (selected: string) => `SELECT DISTINCT ${selected} ${source.sql} AND ${condition}`
  return {sql: namedSql(plan.readers, ['s.attribution AS attribution', ...columns], inner), values: source.values}
}

/** The groups that a row belongs to: one for each of its skills. */
function splitSkills({query, readers}: QueryPlan, row: Row): (string | null)[][] {
  const values = valuesOf(readers, row)
  const skill = query.by.indexOf('skill')
  const joined = values[skill] ?? null
  if (joined === null || !joined.includes(SKILL_SEPARATOR)) return [values]
  return joined.split(SKILL_SEPARATOR).map((one) => values.with(skill, one))
}

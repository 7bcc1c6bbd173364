import {missingName} from '../attribution/dimension.ts'
import {hasWildcard} from '../attribution/glob.ts'
import {toolOrigin} from '../log/tool-name.ts'
import {compileFilter} from '../report/filter.ts'
import {type BudgetDimension, type BudgetFacts, type BudgetRule, type MatchTerm, WHOLE_KEY} from './budget.ts'

/** Dimensions of which one call may have several values. */
export const SHARED_DIMENSIONS: readonly BudgetDimension[] = ['skill', 'tool', 'mcpServer']

/** The part of a call that falls under a rule, for one key. */
export interface BudgetShare {
  readonly key: string
  /** Of the call's equal parts, those that are meant; ascending. */
  readonly parts: readonly number[]
  /** Into how many equal parts the call is split. */
  readonly of: number
}

/** Says which parts of a call fall under a rule, and for which keys; none when the rule does not concern the call. */
export type BudgetMatcher = (facts: BudgetFacts) => readonly BudgetShare[]

/**
 * Compiles what a rule matches. A call with several skills or tools is split equally between them; only the parts that
 * match count. A rule that plain names rule out is never compiled, and none twice: a hook asks many rules about
 * one call.
 *
 * @param rule - Its alternatives, exceptions and `each`.
 */
export function compileBudgetMatch(rule: MatchRule): BudgetMatcher {
  return (facts) => {
    if (!rule.alternatives.some((terms) => terms.every((term) => mayMatch(term, facts)))) return []
    let matches = compiled.get(rule)
    if (matches === undefined) compiled.set(rule, (matches = compileWhole(rule)))
    return matches(facts)
  }
}

const compiled = new WeakMap<MatchRule, BudgetMatcher>()

type MatchRule = Pick<BudgetRule, 'alternatives' | 'except' | 'each'>

/** Whether a term can match, as far as that is seen without compiling it: names without wildcards are compared. */
function mayMatch({dimension, patterns}: MatchTerm, facts: BudgetFacts): boolean {
  const value = facts[dimension] ?? missingName(dimension)
  if (typeof value === 'object' || dimension === 'project' || dimension === 'session' || dimension === 'mcpServer') {
    return true
  }
  return patterns.some((pattern) => pattern === value || hasWildcard(pattern))
}

function compileWhole(rule: MatchRule): BudgetMatcher {
  const alternatives = rule.alternatives.map((terms) => terms.map(compileTerm))
  const except = rule.except.map(compileTerm)
  const used = [...rule.alternatives.flat(), ...rule.except].map(({dimension}) => dimension)
  if (rule.each !== null) used.push(rule.each)
  const split = SHARED_DIMENSIONS.filter((dimension) => used.includes(dimension))
  return (facts) => {
    const whole = partsOf(facts, split)
    const byKey = new Map<string, number[]>()
    whole.forEach((part, index) => {
      if (!alternatives.some((terms) => terms.every((matches) => matches(part)))) return
      if (except.some((matches) => matches(part))) return
      const key = rule.each === null ? WHOLE_KEY : (valueOf(part, rule.each) ?? missingName(rule.each))
      const parts = byKey.get(key)
      if (parts === undefined) byKey.set(key, [index])
      else parts.push(index)
    })
    return [...byKey].map(([key, parts]) => ({key, parts, of: whole.length}))
  }
}

function compileTerm({dimension, patterns}: MatchTerm): (facts: BudgetFacts) => boolean {
  const matches = compileFilter({dimension, patterns})
  return (facts) => matches(normal(dimension, valueOf(facts, dimension)))
}

/** Paths are matched with `/` between their parts. */
function normal(dimension: BudgetDimension, value: string | null): string | null {
  return dimension === 'project' && value !== null && value.includes('\\') ? value.replaceAll('\\', '/') : value
}

function valueOf(facts: BudgetFacts, dimension: BudgetDimension): string | null {
  const value = facts[dimension]
  return typeof value === 'object' && value !== null ? (value[0] ?? null) : (value ?? null)
}

/** The call as equal parts with one value each of the given dimensions; each skill, tool and server counts once. */
function partsOf(facts: BudgetFacts, split: readonly BudgetDimension[]): readonly BudgetFacts[] {
  let parts: BudgetFacts[] = [facts]
  if (split.includes('skill')) parts = parts.flatMap((part) => listOf(facts.skill).map((skill) => ({...part, skill})))
  if (split.includes('tool')) {
    const uses = listOf(facts.tool).map((tool) => ({tool, mcpServer: serverOf(tool)}))
    parts = parts.flatMap((part) => uses.map((use) => ({...part, ...use})))
  } else if (split.includes('mcpServer')) {
    const servers = listOf(facts.tool).map(serverOf)
    const named = orNothing([...new Set(servers.filter((server) => server !== null))])
    parts = parts.flatMap((part) => named.map((mcpServer) => ({...part, mcpServer})))
  }
  return parts
}

function serverOf(tool: string | null): string | null {
  return tool === null ? null : toolOrigin(tool).mcpServer
}

function listOf(value: string | readonly string[] | null | undefined): readonly (string | null)[] {
  if (typeof value !== 'object' || value === null) return [value ?? null]
  return orNothing([...new Set(value)])
}

function orNothing(values: readonly string[]): readonly (string | null)[] {
  return values.length === 0 ? [null] : values
}

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
    if (!mayConcern(rule, facts)) return NOTHING
    let matches = compiled.get(rule)
    if (matches === undefined) compiled.set(rule, (matches = compileWhole(rule)))
    return matches(facts)
  }
}

const compiled = new WeakMap<MatchRule, BudgetMatcher>()
const NOTHING: readonly BudgetShare[] = []
const ALL_OF_IT: readonly number[] = [0]

/** The dimensions by which a rule is chosen. */
export function dimensionsOf(rule: MatchRule): readonly BudgetDimension[] {
  const used: BudgetDimension[] = []
  for (const terms of rule.alternatives) for (const {dimension} of terms) used.push(dimension)
  for (const {dimension} of rule.except) used.push(dimension)
  if (rule.each !== null) used.push(rule.each)
  return used
}

type MatchRule = Pick<BudgetRule, 'alternatives' | 'except' | 'each'>

// loops, since a hook comes here for each of its rules: calls of closures take most of the time

function mayConcern({alternatives}: MatchRule, facts: BudgetFacts): boolean {
  for (const terms of alternatives) {
    let mayMatchAll = true
    for (const term of terms) mayMatchAll &&= mayMatch(term, facts)
    if (mayMatchAll) return true
  }
  return false
}

/** Whether a term can match, as far as that is seen without compiling it: names without wildcards are compared. */
function mayMatch({dimension, patterns}: MatchTerm, facts: BudgetFacts): boolean {
  const value = facts[dimension] ?? missingName(dimension)
  if (typeof value === 'object' || dimension === 'project' || dimension === 'session' || dimension === 'mcpServer') {
    return true
  }
  for (const pattern of patterns) if (pattern === value || hasWildcard(pattern)) return true
  return false
}

function compileWhole(rule: MatchRule): BudgetMatcher {
  const alternatives = rule.alternatives.map((terms) => terms.map(compileTerm))
  const except = rule.except.map(compileTerm)
  const used = dimensionsOf(rule)
  const split = SHARED_DIMENSIONS.filter((dimension) => used.includes(dimension))
  const isMeant = (part: BudgetFacts): boolean =>
    alternatives.some((terms) => terms.every((matches) => matches(part))) && !except.some((matches) => matches(part))
  const keyOf = (part: BudgetFacts): string =>
    rule.each === null ? WHOLE_KEY : (valueOf(part, rule.each) ?? missingName(rule.each))
  return (facts) => {
    if (isOnePart(facts, split)) return isMeant(facts) ? [{key: keyOf(facts), parts: ALL_OF_IT, of: 1}] : NOTHING
    const whole = partsOf(facts, split)
    const byKey = new Map<string, number[]>()
    whole.forEach((part, index) => {
      if (!isMeant(part)) return
      const key = keyOf(part)
      const parts = byKey.get(key)
      if (parts === undefined) byKey.set(key, [index])
      else parts.push(index)
    })
    return [...byKey].map(([key, parts]) => ({key, parts, of: whole.length}))
  }
}

/** Whether a call is not split; as nearly all are not. */
function isOnePart({skill}: BudgetFacts, split: readonly BudgetDimension[]): boolean {
  if (split.length === 0) return true
  return split.length === 1 && split[0] === 'skill' && (typeof skill !== 'object' || skill === null || skill.length < 2)
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

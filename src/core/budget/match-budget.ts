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

type MatchRule = Pick<BudgetRule, 'alternatives' | 'except' | 'each'>

const NOTHING: readonly BudgetShare[] = []
const ALL_OF_IT: readonly number[] = [0]

/** A rule's part in a call: how much of it, for which key. */
export interface RuleShare {
  /** Place of the rule among all. */
  readonly rule: number
  readonly share: BudgetShare
}

// A hook asks many rules about one call, once: loops without closures or iterators cost it least, and nothing is prepared
// but for patterns that need it. Nor should a function be called hundreds of times: V8 would begin to optimise it.

/**
 * The shares that many rules have in one call, see {@link sharesOf}.
 *
 * @param rules - Null: not asked; the others keep their places.
 * @param facts - The call.
 */
export function sharesByRule(rules: readonly (MatchRule | null)[], facts: BudgetFacts): readonly RuleShare[] {
  const isWhole = !hasSeveral(facts.skill) && !hasSeveral(facts.tool)
  const found: RuleShare[] = []
  for (let place = 0; place < rules.length; place++) {
    const rule = rules[place]!
    if (rule === null) continue
    if (!isWhole) found.push(...sharesOfParts(rule, partsOf(rule, facts)).map((share) => ({rule: place, share})))
    else if (isMeant(rule, facts)) found.push({rule: place, share: wholeOf(rule, facts)})
  }
  return found
}

/**
 * Says which parts of a call fall under a rule, and for which keys; none when the rule does not concern the call. A call with
 * several skills or tools is split equally between them where the rule asks for these; only the parts that match count.
 *
 * @param rule - Its alternatives, exceptions and `each`.
 * @param facts - The call.
 */
export function sharesOf(rule: MatchRule, facts: BudgetFacts): readonly BudgetShare[] {
  if (!hasSeveral(facts.skill) && !hasSeveral(facts.tool)) {
    return isMeant(rule, facts) ? [wholeOf(rule, facts)] : NOTHING
  }
  return sharesOfParts(rule, partsOf(rule, facts))
}

function wholeOf(rule: MatchRule, facts: BudgetFacts): BudgetShare {
  return {key: keyOf(rule, facts), parts: ALL_OF_IT, of: 1}
}

function sharesOfParts(rule: MatchRule, parts: readonly BudgetFacts[]): readonly BudgetShare[] {
  const byKey = new Map<string, number[]>()
  for (const [index, part] of parts.entries()) {
    if (!isMeant(rule, part)) continue
    const key = keyOf(rule, part)
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [index])
    else known.push(index)
  }
  return [...byKey].map(([key, indices]) => ({key, parts: indices, of: parts.length}))
}

/** Whether a rule asks for a dimension of calls. */
export function uses({alternatives, except, each}: MatchRule, dimension: BudgetDimension): boolean {
  if (each === dimension || isAmong(except, dimension)) return true
  for (let index = 0; index < alternatives.length; index++) {
    if (isAmong(alternatives[index]!, dimension)) return true
  }
  return false
}

function isAmong(terms: readonly MatchTerm[], dimension: BudgetDimension): boolean {
  for (let index = 0; index < terms.length; index++) if (terms[index]!.dimension === dimension) return true
  return false
}

function isMeant({alternatives, except}: MatchRule, part: BudgetFacts): boolean {
  for (let index = 0; index < alternatives.length; index++) {
    if (matchesAll(alternatives[index]!, part)) return !matchesAny(except, part)
  }
  return false
}

function matchesAll(terms: readonly MatchTerm[], part: BudgetFacts): boolean {
  for (let index = 0; index < terms.length; index++) if (!matches(terms[index]!, part)) return false
  return true
}

function matchesAny(terms: readonly MatchTerm[], part: BudgetFacts): boolean {
  for (let index = 0; index < terms.length; index++) if (matches(terms[index]!, part)) return true
  return false
}

function matches(term: MatchTerm, part: BudgetFacts): boolean {
  const {dimension, patterns} = term
  const value = valueOf(part, dimension)
  // these two are not compared as a whole
  if (dimension === 'project' || dimension === 'session') return filterOf(term)(value)
  const name = value ?? missingName(dimension)
  for (let index = 0; index < patterns.length; index++) {
    if (patterns[index] === name) return true
    if (hasWildcard(patterns[index]!)) return filterOf(term)(value)
  }
  return false
}

const filters = new WeakMap<MatchTerm, (value: string | null) => boolean>()

function filterOf(term: MatchTerm): (value: string | null) => boolean {
  let filter = filters.get(term)
  if (filter === undefined) filters.set(term, (filter = compileFilter(term)))
  return filter
}

function keyOf({each}: MatchRule, part: BudgetFacts): string {
  return each === null ? WHOLE_KEY : (valueOf(part, each) ?? missingName(each))
}

/** Of a list the first: what is left in a part of a call. A server is that of the tool, where the tool is known. */
function valueOf(facts: BudgetFacts, dimension: BudgetDimension): string | null {
  if (dimension === 'mcpServer' && facts.tool !== undefined) return serverOf(firstOf(facts.tool))
  return firstOf(facts[dimension])
}

function firstOf(value: string | readonly string[] | null | undefined): string | null {
  return typeof value === 'object' && value !== null ? (value[0] ?? null) : (value ?? null)
}

function hasSeveral(value: string | readonly string[] | null | undefined): boolean {
  return typeof value === 'object' && value !== null && value.length > 1
}

/** The call as equal parts with one value each of the dimensions that the rule asks for; each value counts once. */
function partsOf(rule: MatchRule, facts: BudgetFacts): readonly BudgetFacts[] {
  let parts: BudgetFacts[] = [facts]
  if (uses(rule, 'skill')) parts = parts.flatMap((part) => listOf(facts.skill).map((skill) => ({...part, skill})))
  if (uses(rule, 'tool')) {
    parts = parts.flatMap((part) => listOf(facts.tool).map((tool) => ({...part, tool})))
  } else if (uses(rule, 'mcpServer')) {
    const tools = [...new Map(listOf(facts.tool).map((tool) => [serverOf(tool), tool]))]
    const served = tools.filter(([server]) => server !== null)
    parts = parts.flatMap((part) => (served.length === 0 ? [part] : served.map(([, tool]) => ({...part, tool}))))
  }
  return parts
}

function serverOf(tool: string | null): string | null {
  return tool === null ? null : toolOrigin(tool).mcpServer
}

function listOf(value: string | readonly string[] | null | undefined): readonly (string | null)[] {
  if (typeof value !== 'object' || value === null) return [value ?? null]
  return value.length === 0 ? [null] : [...new Set(value)]
}

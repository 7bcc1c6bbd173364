import {TUPLE_DIMENSIONS} from '../../core/attribution/dimension.ts'
import type {BudgetDimension, BudgetFacts, BudgetRule, Budgets} from '../../core/budget/budget.ts'
import {compileBudgetMatch, dimensionsOf, type BudgetMatcher, type BudgetShare} from '../../core/budget/match-budget.ts'
import {equalShare} from '../../core/report/equal-share.ts'
import type {CellRate} from '../../core/report/amounts.ts'
import {costByClass} from '../../core/rates/rate.ts'
import type {Usage} from '../../core/log/copy.ts'
import {text, textOrNull, type Database, type Row} from './database.ts'
import {columnOf} from './interned-tables.ts'
import {SKILL_SEPARATOR} from './interning.ts'
import {cellRate} from './query/rates.ts'

/** What of a call, or of a cell of the rollup, decides where its money is counted. */
export interface SpentEntry {
  readonly attribution: number
  readonly rate: number
  readonly prompt: number | null
  readonly tools: readonly string[]
}

/** A rule's part in an entry: how much of it, for which key. */
export interface RuleShare {
  readonly rule: number
  readonly share: BudgetShare
}

/** A rule ready to be applied, with what it must know of a call beyond its attribution. */
interface Applied {
  readonly rule: number
  readonly matches: BudgetMatcher
  readonly byCall: boolean
  readonly bySkill: boolean
}

/** Answers which rules an entry falls under, and what it costs; looks attributions and rates up once. */
export class SpentEntries {
  readonly #database: Database
  readonly #rules: readonly Applied[]
  readonly #byCall: readonly Applied[]
  readonly #byAttribution: readonly Applied[]
  readonly #facts = new Map<number, BudgetFacts>()
  readonly #shares = new Map<number, readonly RuleShare[]>()
  readonly #rates = new Map<number, CellRate>()

  constructor(database: Database, budgets: Budgets) {
    this.#database = database
    this.#rules = budgets.rules.map((rule, index) => {
      const used = dimensionsOf(rule)
      const byCall = used.includes('tool') || used.includes('mcpServer') || used.includes('prompt')
      return {rule: index, matches: compileBudgetMatch(rule), byCall, bySkill: used.includes('skill')}
    })
    this.#byCall = this.#rules.filter(({byCall}) => byCall)
    this.#byAttribution = this.#rules.filter(({byCall}) => !byCall)
  }

  /** Which calls must be looked at one by one, beside the rollup: all, those with several skills, or none. */
  get needed(): 'all' | 'several skills' | 'none' {
    if (this.#byCall.length > 0) return 'all'
    return this.#rules.some(({bySkill}) => bySkill) ? 'several skills' : 'none'
  }

  /** All shares of one call. */
  ofCall(entry: SpentEntry): readonly RuleShare[] {
    const shared = this.ofCell(entry.attribution, 'all')
    if (this.#byCall.length === 0) return shared
    const facts: BudgetFacts = {
      ...this.facts(entry.attribution),
      tool: entry.tools,
      prompt: entry.prompt === null ? null : this.#prompt(entry.prompt),
    }
    return [...shared, ...sharesOf(this.#byCall, facts)]
  }

  /** Shares of rules that need nothing but the attribution; of those by skill only where the call is not split by it. */
  ofCell(attribution: number, which: 'all' | 'whole'): readonly RuleShare[] {
    let shares = this.#shares.get(attribution)
    if (shares === undefined) {
      shares = sharesOf(this.#byAttribution, this.facts(attribution))
      this.#shares.set(attribution, shares)
    }
    return which === 'all' ? shares : shares.filter(({share}) => share.of === 1)
  }

  /** Shares that {@link ofCell} leaves out when asked for whole ones. */
  beyondCell(entry: SpentEntry): readonly RuleShare[] {
    const byCall = new Set(this.#byCall.map(({rule}) => rule))
    return this.ofCall(entry).filter(({rule, share}) => byCall.has(rule) || share.of > 1)
  }

  /** Whom an attribution names. */
  facts(attribution: number): BudgetFacts {
    let facts = this.#facts.get(attribution)
    if (facts === undefined) {
      const row = this.#database.get('SELECT * FROM attribution WHERE id = ?', attribution)
      if (row === undefined) throw new TypeError(`ledger: attribution ${attribution} is missing`)
      facts = factsOf(row)
      this.#facts.set(attribution, facts)
    }
    return facts
  }

  /** What tokens cost at a stored rate. */
  cost(
    rate: number,
    {tokens, webSearches}: Pick<Usage, 'tokens' | 'webSearches'>,
  ): {picodollars: bigint; unpriced: boolean} {
    const {status, vector} = this.#rate(rate)
    if (status === 'unpriced') return {picodollars: 0n, unpriced: true}
    const cost = costByClass(tokens, webSearches, vector)
    return {picodollars: Object.values(cost).reduce((sum, part) => sum + part, 0n), unpriced: false}
  }

  #rate(id: number): CellRate {
    let rate = this.#rates.get(id)
    if (rate === undefined) {
      rate = cellRate(this.#database, id)
      if (rate === undefined) throw new TypeError(`ledger: rate ${id} is missing`)
      this.#rates.set(id, rate)
    }
    return rate
  }

  #prompt(id: number): string {
    return text(this.#database.get('SELECT key FROM prompt WHERE id = ?', id)?.['key'])
  }
}

/** Whether a rule asks for a dimension of calls. */
export function uses(rule: BudgetRule, dimension: BudgetDimension): boolean {
  return dimensionsOf(rule).includes(dimension)
}

/** The money of a share. */
export function shareOf(picodollars: bigint, {parts, of}: BudgetShare): bigint {
  return of === 1 ? picodollars : parts.reduce((sum, index) => sum + equalShare(picodollars, index, of), 0n)
}

/** Whom a row of `attribution` names. */
export function factsOf(row: Row): BudgetFacts {
  const skill = textOrNull(row['skill'])
  const facts: Record<string, string | readonly string[] | null> = {
    skill: skill === null ? [] : skill.split(SKILL_SEPARATOR),
  }
  for (const dimension of TUPLE_DIMENSIONS) facts[dimension] = textOrNull(row[columnOf(dimension)])
  return facts
}

function sharesOf(rules: readonly Applied[], facts: BudgetFacts): RuleShare[] {
  return rules.flatMap(({rule, matches}) => matches(facts).map((share) => ({rule, share})))
}

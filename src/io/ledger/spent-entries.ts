import {TUPLE_DIMENSIONS} from '../../core/attribution/dimension.ts'
import type {BudgetDimension, BudgetFacts, BudgetRule, Budgets} from '../../core/budget/budget.ts'
import {sharesByRule, uses, type BudgetShare, type RuleShare} from '../../core/budget/match-budget.ts'
import {equalShare} from '../../core/report/equal-share.ts'
import type {CellRate} from '../../core/report/amounts.ts'
import {costByClass} from '../../core/rates/rate.ts'
import type {Usage} from '../../core/log/copy.ts'
import {text, textOrNull, type Database} from './database.ts'
import {columnOf} from './dimension-column.ts'
import {SKILL_SEPARATOR} from './interning.ts'
import {cellRate} from './query/rates.ts'

/** What of a call, or of a cell of the rollup, decides where its money is counted. */
export interface SpentEntry {
  readonly attribution: number
  readonly rate: number
  readonly prompt: number | null
  readonly tools: readonly string[]
}

/** Answers which rules an entry falls under, and what it costs; looks attributions and rates up once. */
export class SpentEntries {
  readonly #database: Database
  readonly #rules: readonly BudgetRule[]
  /** Rules that must know more of a call than its attribution, and the others; each at its place, null where it is none. */
  readonly #byCall: (BudgetRule | null)[] = []
  readonly #byAttribution: (BudgetRule | null)[] = []
  /** Whether there are rules of the first kind: then all calls must be looked at one by one. */
  readonly isByCall: boolean
  readonly #facts = new Map<number, BudgetFacts>()
  readonly #shares = new Map<number, readonly RuleShare[]>()
  readonly #rates = new Map<number, CellRate>()

  constructor(database: Database, budgets: Budgets) {
    this.#database = database
    this.#rules = budgets.rules
    let isByCall = false
    for (let place = 0; place < budgets.rules.length; place++) {
      const rule = budgets.rules[place]!
      const isOne = needsCall(rule)
      isByCall ||= isOne
      this.#byCall.push(isOne ? rule : null)
      this.#byAttribution.push(isOne ? null : rule)
    }
    this.isByCall = isByCall
  }

  /** Which calls must be looked at one by one, beside the rollup: all, those with several skills, or none. */
  get needed(): 'all' | 'several skills' | 'none' {
    if (this.isByCall) return 'all'
    return this.#rules.some((rule) => uses(rule, 'skill')) ? 'several skills' : 'none'
  }

  /** All shares of one call. */
  ofCall(entry: SpentEntry): readonly RuleShare[] {
    const shared = this.ofCell(entry.attribution, 'all')
    if (!this.isByCall) return shared
    const facts: BudgetFacts = {
      ...this.facts(entry.attribution),
      tool: entry.tools,
      prompt: entry.prompt === null ? null : this.#prompt(entry.prompt),
    }
    return [...shared, ...sharesByRule(this.#byCall, facts)]
  }

  /** Shares of rules that need nothing but the attribution; of those by skill only where the call is not split by it. */
  ofCell(attribution: number, which: 'all' | 'whole'): readonly RuleShare[] {
    let shares = this.#shares.get(attribution)
    if (shares === undefined) {
      shares = sharesByRule(this.#byAttribution, this.facts(attribution))
      this.#shares.set(attribution, shares)
    }
    return which === 'all' ? shares : shares.filter(({share}) => share.of === 1)
  }

  /** Whether some rule splits the calls of an attribution; those that must be looked at one by one aside. */
  isSplit(attribution: number): boolean {
    return this.ofCell(attribution, 'all').some(({share}) => share.of > 1)
  }

  /** Shares that {@link ofCell} leaves out when asked for whole ones. */
  beyondCell(entry: SpentEntry): readonly RuleShare[] {
    return this.ofCall(entry).filter(({rule, share}) => this.#byCall[rule] !== null || share.of > 1)
  }

  /** Whom an attribution names. */
  facts(attribution: number): BudgetFacts {
    let facts = this.#facts.get(attribution)
    if (facts === undefined) {
      const found = attributionFacts(this.#database, 'FROM attribution WHERE id = ?', attribution)
      if (found === undefined) throw new TypeError(`ledger: attribution ${attribution} is missing`)
      facts = found
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
    const {input, output, cacheRead, cacheWrite5m, cacheWrite1h, webSearch} = costByClass(tokens, webSearches, vector)
    return {picodollars: input + output + cacheRead + cacheWrite5m + cacheWrite1h + webSearch, unpriced: false}
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

/** Whether an attribution does not say all that a rule asks for. One function, as in `sharesByRule`. */
function needsCall({alternatives, except, each}: BudgetRule): boolean {
  if (each !== null && BY_CALL.includes(each)) return true
  for (let index = 0; index <= alternatives.length; index++) {
    const terms = alternatives[index] ?? except
    for (let place = 0; place < terms.length; place++) if (BY_CALL.includes(terms[place]!.dimension)) return true
  }
  return false
}

const BY_CALL: readonly BudgetDimension[] = ['tool', 'mcpServer', 'prompt']

/** The money of a share. */
export function shareOf(picodollars: bigint, {parts, of}: BudgetShare): bigint {
  return of === 1 ? picodollars : parts.reduce((sum, index) => sum + equalShare(picodollars, index, of), 0n)
}

const FACTS = `SELECT ${TUPLE_DIMENSIONS.map((dimension) => `attribution.${columnOf(dimension)}`).join()}, skill `

/**
 * Whom an attribution names.
 *
 * @param source - What follows the columns: where the attribution is found.
 */
export function attributionFacts(
  database: Database,
  source: string,
  ...values: (string | number)[]
): BudgetFacts | undefined {
  const row = database.getList(FACTS + source, ...values)
  if (row === undefined) return undefined
  const skill = textOrNull(row[TUPLE_DIMENSIONS.length])
  const facts: Record<string, string | readonly string[] | null> = {
    skill: skill === null ? [] : skill.split(SKILL_SEPARATOR),
  }
  for (let place = 0; place < TUPLE_DIMENSIONS.length; place++) facts[TUPLE_DIMENSIONS[place]!] = textOrNull(row[place])
  return facts
}

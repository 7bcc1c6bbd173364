import {Amounts, type CellRate, type CountsOf} from '../../../core/report/amounts.ts'
import type {Group, QueryResult} from '../../../core/report/query.ts'
import type {CostByClass} from '../../../core/rates/rate.ts'
import {CountSum} from './count-sum.ts'

/** The groups of a query, by the values of its dimensions. */
export class GroupTable {
  readonly whole = newGroup([])
  readonly orphans = new Amounts()
  readonly #byKey = new Map<string | null, Group>()
  readonly #byRate = new Map<CellRate, CountSum>()
  readonly #shares = new Amounts()
  readonly #unpriced = new Map<CellRate, Set<Group>>()

  add(
    values: readonly (string | null)[],
    counts: CountsOf<number | bigint>,
    rate: CellRate,
    isOrphan: boolean,
    cost?: CostByClass,
  ): void {
    const group = this.#group(values)
    group.amounts.add(counts, rate, cost)
    if (cost === undefined) this.#sumOf(rate).add(counts)
    else this.#shares.add(counts, rate, cost)
    if (rate.status !== 'priced') this.#unpriced.set(rate, (this.#unpriced.get(rate) ?? new Set()).add(group))
    if (isOrphan) this.orphans.add(counts, rate, cost)
  }

  addOrphans(counts: CountsOf<number | bigint>, rate: CellRate): void {
    this.orphans.add(counts, rate)
  }

  has(values: readonly (string | null)[]): boolean {
    return this.#byKey.has(keyOf(values))
  }

  countSessions(values: readonly (string | null)[], sessions: number): void {
    const group = this.#byKey.get(keyOf(values))
    if (group !== undefined) group.sessions += sessions
  }

  /** Sets the sessions of every group, by its values. */
  setSessions(sessionsOf: (values: readonly (string | null)[]) => number): void {
    for (const group of this.#byKey.values()) group.sessions = sessionsOf(group.values)
  }

  /** Rates without a price that calls of these groups have. */
  unpricedRates(): CellRate[] {
    return [...this.#unpriced.keys()]
  }

  /** Names the model of all calls of a rate without a price. */
  nameModelOf(rate: CellRate, model: string): void {
    nameModel(this.whole, rate.status, model)
    for (const group of this.#unpriced.get(rate) ?? []) nameModel(group, rate.status, model)
  }

  nameModel(values: readonly (string | null)[], status: CellRate['status'], model: string): void {
    const group = this.#byKey.get(keyOf(values))
    nameModel(this.whole, status, model)
    if (group !== undefined) nameModel(group, status, model)
  }

  /** All that was added; to be asked for once. */
  result(): QueryResult {
    const groups = [...this.#byKey.values()]
    const sums = [...this.#byRate].map(([rate, sum]) => ({rate, counts: sum.total()}))
    const {amounts} = this.whole
    if (sums.some(({counts}) => counts === null)) for (const group of groups) amounts.addAll(group.amounts)
    else {
      for (const {rate, counts} of sums) if (counts !== null) amounts.add(counts, rate)
      amounts.addAll(this.#shares)
    }
    return {groups, whole: this.whole, orphans: this.orphans}
  }

  #sumOf(rate: CellRate): CountSum {
    let sum = this.#byRate.get(rate)
    if (sum === undefined) this.#byRate.set(rate, (sum = new CountSum()))
    return sum
  }

  #group(values: readonly (string | null)[]): Group {
    const key = keyOf(values)
    let group = this.#byKey.get(key)
    if (group === undefined) {
      group = newGroup(values)
      this.#byKey.set(key, group)
    }
    return group
  }
}

const NO_MODELS: ReadonlySet<string> = new Set()

function nameModel(group: Group, status: CellRate['status'], model: string): void {
  group.unpricedModels = withModel(group.unpricedModels, model)
  if (status === 'estimated') group.estimatedModels = withModel(group.estimatedModels, model)
}

function withModel(models: ReadonlySet<string>, model: string): ReadonlySet<string> {
  return models.has(model) ? models : new Set([...models, model])
}

/** A single value is its own key. */
function keyOf(values: readonly (string | null)[]): string | null {
  const [first = null] = values
  return values.length === 1 ? first : JSON.stringify(values)
}

function newGroup(values: readonly (string | null)[]): Group {
  return {values, amounts: new Amounts(), sessions: 0, estimatedModels: NO_MODELS, unpricedModels: NO_MODELS}
}

import {Amounts, type CellRate, type CountsOf} from '../../../core/report/amounts.ts'
import type {Group, QueryResult} from '../../../core/report/query.ts'
import type {CostByClass} from '../../../core/rates/rate.ts'

/** The groups of a query, by the values of its dimensions. */
export class GroupTable {
  readonly whole = newGroup([])
  readonly orphans = new Amounts()
  readonly #byKey = new Map<string | null, Group>()
  hasUnpriced = false

  add(
    values: readonly (string | null)[],
    counts: CountsOf<number | bigint>,
    rate: CellRate,
    isOrphan: boolean,
    cost?: CostByClass,
  ): void {
    if (rate.status !== 'priced') this.hasUnpriced = true
    this.#group(values).amounts.add(counts, rate, cost)
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

  nameModel(values: readonly (string | null)[], status: CellRate['status'], model: string): void {
    const group = this.#byKey.get(keyOf(values))
    for (const one of [this.whole, ...(group === undefined ? [] : [group])]) {
      one.unpricedModels = withModel(one.unpricedModels, model)
      if (status === 'estimated') one.estimatedModels = withModel(one.estimatedModels, model)
    }
  }

  /** All that was added; to be asked for once. */
  result(): QueryResult {
    const groups = [...this.#byKey.values()]
    for (const {amounts} of groups) this.whole.amounts.addAll(amounts)
    return {groups, whole: this.whole, orphans: this.orphans}
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

import {Amounts, costOf, type CellRate, type Counts} from '../../../core/report/amounts.ts'
import type {Group, QueryResult} from '../../../core/report/query.ts'
import type {CostByClass} from '../../../core/rates/rate.ts'

/** The groups of a query, by the values of its dimensions. */
export class GroupTable {
  readonly whole = newGroup([])
  readonly orphans = new Amounts()
  readonly #byKey = new Map<string, Group>()
  hasUnpriced = false

  add(
    values: readonly (string | null)[],
    counts: Counts,
    rate: CellRate,
    isOrphan: boolean,
    cost: CostByClass = costOf(counts, rate.vector),
  ): void {
    if (rate.status !== 'priced') this.hasUnpriced = true
    this.#group(values).amounts.add(counts, rate, cost)
    this.whole.amounts.add(counts, rate, cost)
    if (isOrphan) this.orphans.add(counts, rate, cost)
  }

  addOrphans(counts: Counts, rate: CellRate): void {
    this.orphans.add(counts, rate)
  }

  countSessions(values: readonly (string | null)[], sessions: number): void {
    const group = this.#byKey.get(JSON.stringify(values))
    if (group !== undefined) group.sessions += sessions
  }

  /** Sets the sessions of every group, by its values. */
  setSessions(sessionsOf: (values: readonly (string | null)[]) => number): void {
    for (const group of this.#byKey.values()) group.sessions = sessionsOf(group.values)
  }

  nameModel(values: readonly (string | null)[], status: CellRate['status'], model: string): void {
    const group = this.#byKey.get(JSON.stringify(values))
    for (const one of [this.whole, ...(group === undefined ? [] : [group])]) {
      one.unpricedModels.add(model)
      if (status === 'estimated') one.estimatedModels.add(model)
    }
  }

  result(): QueryResult {
    return {groups: [...this.#byKey.values()], whole: this.whole, orphans: this.orphans}
  }

  #group(values: readonly (string | null)[]): Group {
    const key = JSON.stringify(values)
    let group = this.#byKey.get(key)
    if (group === undefined) {
      group = newGroup(values)
      this.#byKey.set(key, group)
    }
    return group
  }
}

function newGroup(values: readonly (string | null)[]): Group {
  return {values, amounts: new Amounts(), sessions: 0, estimatedModels: new Set(), unpricedModels: new Set()}
}

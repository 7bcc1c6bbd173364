import {Amounts, costOf, type CellRate, type Counts} from '../../../core/report/amounts.ts'
import type {Group, LedgerQuery, QueryResult} from '../../../core/report/query.ts'
import type {CostByClass} from '../../../core/rates/rate.ts'
import {isSplit} from './dimension-sql.ts'

/** The groups of a query, by the values of its dimensions. */
export class GroupTable {
  readonly whole: Group
  readonly orphans = new Amounts()
  readonly #byKey = new Map<string, Group>()
  readonly #splitColumns: readonly number[]
  hasUnpriced = false

  constructor(query: LedgerQuery) {
    this.whole = newGroup([])
    this.#splitColumns = query.by.flatMap((dimension, index) => (isSplit(dimension) ? [index] : []))
  }

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

  countSessions(values: readonly (string | null)[], sessions: number): void {
    const group = this.#byKey.get(JSON.stringify(values))
    if (group !== undefined) group.sessions = sessions
    else if (this.#splitColumns.length === 0) throw new TypeError('ledger: sessions of a group without calls')
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

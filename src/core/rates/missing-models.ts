import type {TokenSums} from '../tokens.ts'
import {familyOf} from './family-of.ts'
import {normalizeModel} from './normalize-model.ts'
import type {CardModel, RateCard} from './rate-card.ts'

/** Calls of one model that have no price, as the ledger counts them. */
export interface UnpricedUsage {
  readonly model: string
  readonly calls: bigint
  readonly tokens: TokenSums
  /** Time of the first and the last such call, milliseconds since 1970; null where the log has none. */
  readonly firstMs: number | null
  readonly lastMs: number | null
}

/** A model without a price, why, and what stands in for it. */
export interface MissingModel extends UnpricedUsage {
  /** `unknown`: not on the card; `no-price`: on it, without any row; `before-first-row`: its prices begin later. */
  readonly reason: 'unknown' | 'no-price' | 'before-first-row'
  /** The card's id; null when unknown. */
  readonly id: string | null
  /** The model whose rates give the estimate; null: tokens only. */
  readonly estimatedBy: string | null
}

/**
 * Says of each model without a price why that is, most calls first.
 *
 * @param usage - One entry per model.
 * @param card - The card in force.
 */
export function missingModels(usage: readonly UnpricedUsage[], card: RateCard): MissingModel[] {
  return usage
    .map((entry): MissingModel => {
      const {id} = normalizeModel(entry.model, card)
      const known = id === null ? undefined : card.models.get(id)
      const reason = known === undefined ? 'unknown' : known.rows.length === 0 ? 'no-price' : 'before-first-row'
      return {...entry, reason, id, estimatedBy: newestOf(familyOf(entry.model, card), card)}
    })
    .sort((a, b) => (a.calls === b.calls ? (a.model < b.model ? -1 : 1) : a.calls > b.calls ? -1 : 1))
}

function newestOf(family: string | null, card: RateCard): string | null {
  const startOf = ({rows}: CardModel) => Math.max(...rows.map((row) => row.fromMs))
  const priced = [...card.models.values()].filter((model) => model.family === family && model.rows.length > 0)
  const newest = priced.toSorted((a, b) => (startOf(a) === startOf(b) ? 0 : startOf(b) > startOf(a) ? 1 : -1))[0]
  return family === null || newest === undefined ? null : newest.id
}

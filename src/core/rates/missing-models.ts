import type {TokenSums} from '../tokens.ts'
import {familyOf} from './family-of.ts'
import {newestOfFamily} from './newest-of-family.ts'
import {normalizeModel} from './normalize-model.ts'
import type {RateCard} from './rate-card.ts'

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
      const family = familyOf(entry.model, card)
      const relative = family === null ? null : newestOfFamily(family, card)
      return {...entry, reason, id, estimatedBy: relative === null ? null : relative.id}
    })
    .sort((a, b) => (a.calls === b.calls ? (a.model < b.model ? -1 : 1) : a.calls > b.calls ? -1 : 1))
}

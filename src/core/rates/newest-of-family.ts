import type {CardModel, RateCard} from './rate-card.ts'

/**
 * The model of a family whose row starts last, which gives estimates for the family; of several, the first on the card.
 *
 * @param family - `opus`, `sonnet` …
 * @param card - The card; its models without rows do not count.
 * @returns null when the family has no model with a price.
 */
export function newestOfFamily(family: string, card: RateCard): CardModel | null {
  let newest: {model: CardModel; startMs: number} | null = null
  for (const model of card.models.values()) {
    if (model.family !== family || model.rows.length === 0) continue
    const startMs = Math.max(...model.rows.map((row) => row.fromMs))
    if (newest === null || startMs > newest.startMs) newest = {model, startMs}
  }
  return newest === null ? null : newest.model
}

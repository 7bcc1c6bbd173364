import {normalizeModel} from './normalize-model.ts'
import type {RateCard} from './rate-card.ts'

/**
 * The family (tier) of a model: that of the card's model, else the family word that stands between the dashes of the
 * stripped name.
 *
 * @param model - The model name as logged.
 * @param card - Names the models and the family words.
 * @returns `opus`, `sonnet`, `haiku`, `fable`, `mythos` or another family of the card; null when the name has none.
 */
export function familyOf(model: string, card: RateCard): string | null {
  const {id, name} = normalizeModel(model, card)
  const known = id === null ? undefined : card.models.get(id)
  if (known) return known.family
  return name.split('-').find((word) => card.families.has(word)) ?? null
}

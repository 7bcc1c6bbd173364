import {normalizeModel} from '../rates/normalize-model.ts'
import type {RateCard} from '../rates/rate-card.ts'

/**
 * The card's id of a model as a bill names it: by id or alias, else by its display name (`Claude Sonnet 4.5`).
 *
 * @param name - null stays null.
 * @returns The name itself when the card does not know it.
 */
export function billModel(name: string | null, card: RateCard): string | null {
  if (name === null) return null
  const {id} = normalizeModel(name, card)
  if (id !== null) return id
  const wanted = plain(name)
  const named = [...card.models.values()].find(({display}) => plain(display) === wanted)
  return named?.id ?? name
}

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ')
}

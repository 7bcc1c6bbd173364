import type {RateCard} from '../rate-card.ts'

/**
 * What a newer card says beside prices: models that are new with their facts, further aliases and sources, the modifiers of
 * the card that was verified later, and that day.
 *
 * @param card - The card with the new rows already in it.
 * @param newer - Another sound card.
 * @returns `card` itself when there is nothing to adopt.
 */
export function adoptCard(card: RateCard, newer: RateCard): RateCard {
  const models = new Map(
    [...card.models].map(([id, model]) => {
      const {display, family, released, geoUs} = newer.models.get(id) ?? model
      return [id, model.display === id ? {...model, display, family, released, geoUs} : model]
    }),
  )
  for (const [id, model] of newer.models) if (!models.has(id)) models.set(id, model)
  const aliases = new Map([...newer.aliases, ...card.aliases].filter(([alias]) => !models.has(alias)))
  const isLater = newer.verifiedAt > card.verifiedAt
  return {
    verifiedAt: isLater ? newer.verifiedAt : card.verifiedAt,
    sources: new Map([...newer.sources, ...card.sources]),
    aliases,
    models,
    families: new Set([...card.families, ...newer.families]),
    modifiers: isLater ? newer.modifiers : card.modifiers,
  }
}

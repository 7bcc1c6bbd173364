import {promptTokens, type Tokens} from '../tokens.ts'
import {familyOf} from './family-of.ts'
import {layOverlay, type PriceOverlay} from './price-overlay.ts'
import type {Rate} from './rate.ts'
import type {RateCard} from './rate-card.ts'
import {createScheduler, rateIn, type Schedule} from './schedule.ts'

/** What decides the price of a call, as logged. */
export interface UsageToPrice {
  readonly model: string
  /** Milliseconds since 1970; null: the rates in force last. */
  readonly atMs: number | null
  readonly speed: string | null
  readonly serviceTier: string | null
  readonly geo: string | null
  readonly tokens: Tokens
  /** Says batch where the log's service tier does not. */
  readonly isBatch?: boolean
}

/** Resolves rates; what it has resolved once, it looks up. */
export interface Pricer {
  /** The rate of a call. The same facts give the same object. */
  price(usage: UsageToPrice): Rate
  /** {@link familyOf} on this pricer's card, remembered per name. */
  familyOf(model: string): string | null
}

/**
 * Makes a pricer: the row in force at the call's own time, its speed and its prompt size; batch and US-only inference
 * multiply the token classes, batch not on a fast row. A call without a row of its own is `estimated` from the model of
 * its family whose row starts last on the card, at the rates in force last for that one; without a family it is `unpriced`.
 * Vectors are whole picodollars: a sound card guarantees that its own multipliers lose nothing, and what an overlay makes
 * of them is rounded half to even.
 *
 * @param card - List prices.
 * @param overlay - Contract prices over them; without it the pricer gives list prices.
 */
export function createPricer(card: RateCard, overlay: PriceOverlay | null = null): Pricer {
  const priceCard = overlay === null ? card : layOverlay(card, overlay)
  const scheduleOf = createScheduler(priceCard)
  const byModel = new Map<string, Map<string | null, (Schedule | undefined)[]>>()
  const families = new Map<string, string | null>()
  return {
    price(usage) {
      let bySpeed = byModel.get(usage.model)
      if (bySpeed === undefined) byModel.set(usage.model, (bySpeed = new Map()))
      let schedules = bySpeed.get(usage.speed)
      if (schedules === undefined) bySpeed.set(usage.speed, (schedules = [undefined, undefined, undefined, undefined]))
      const isBatch = usage.serviceTier === 'batch' || usage.isBatch === true
      const isGeoUs = usage.geo === 'us'
      const index = (isBatch ? 1 : 0) + (isGeoUs ? 2 : 0)
      let schedule = schedules[index]
      if (schedule === undefined) {
        schedule = scheduleOf({model: usage.model, speed: usage.speed, isBatch, isGeoUs})
        schedules[index] = schedule
      }
      return rateIn(schedule, usage.atMs, promptTokens(usage.tokens))
    },
    familyOf(model) {
      let family = families.get(model)
      if (family === undefined) families.set(model, (family = familyOf(model, priceCard)))
      return family
    },
  }
}

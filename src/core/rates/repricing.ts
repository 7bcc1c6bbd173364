import type {Picodollars} from '../money/picodollars.ts'
import type {Tokens} from '../tokens.ts'
import {COST_CLASSES, costByClass, type Rate, type RateVector} from './rate.ts'

/** Calls of one model that move from one rate to another. */
export interface RepricedGroup {
  readonly model: string
  /** How the calls were priced before; null: not at all. */
  readonly beforeRate: string | null
  readonly afterRate: string | null
  readonly calls: number
  readonly before: Picodollars
  readonly after: Picodollars
}

/** What a move of prices amounts to; the groups add up to it. */
export interface Repricing {
  readonly calls: number
  readonly before: Picodollars
  readonly after: Picodollars
  /** Largest change first. */
  readonly groups: readonly RepricedGroup[]
}

/** A call that moves. */
export interface RepricedCall {
  readonly model: string
  readonly tokens: Tokens
  readonly webSearches: number
  readonly before: Pick<Rate, 'key' | 'status'> & {readonly vector: RateVector}
  readonly after: Pick<Rate, 'key' | 'status' | 'vector'>
}

/** Adds up the calls that move, by model and rates, exactly. */
export class RepricingSum {
  readonly #groups = new Map<string, {-readonly [Field in keyof RepricedGroup]: RepricedGroup[Field]}>()

  /** Takes a call. */
  add({model, tokens, webSearches, before, after}: RepricedCall): void {
    const key = `${model}\n${before.key}\n${after.key}`
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = {model, beforeRate: shown(before), afterRate: shown(after), calls: 0, before: 0n, after: 0n}
      this.#groups.set(key, group)
    }
    group.calls++
    group.before += costOf(tokens, webSearches, before.vector)
    group.after += costOf(tokens, webSearches, after.vector)
  }

  /** What was taken so far; nothing without calls. */
  repricing(): Repricing {
    const groups = [...this.#groups.values()]
    const change = ({before, after}: RepricedGroup) => (after > before ? after - before : before - after)
    return {
      calls: groups.reduce((sum, group) => sum + group.calls, 0),
      before: groups.reduce((sum, group) => sum + group.before, 0n),
      after: groups.reduce((sum, group) => sum + group.after, 0n),
      groups: groups.toSorted((a, b) => Number(change(b) - change(a))),
    }
  }
}

function costOf(tokens: Tokens, webSearches: number, vector: RateVector): Picodollars {
  const cost = costByClass(tokens, webSearches, vector)
  return COST_CLASSES.reduce((sum, name) => sum + cost[name], 0n)
}

function shown({key, status}: Pick<Rate, 'key' | 'status'>): string | null {
  return status === 'unpriced' ? null : key
}

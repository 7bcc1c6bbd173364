import {TOKEN_CLASSES} from '../../tokens.ts'
import type {CardRow, RateCard} from '../rate-card.ts'
import {decimalText} from './card-as-json.ts'
import {percentChange} from './update-plan.ts'

/** One difference between two cards; `old` and `new` as the cards write them, null where one has none. */
export interface CardDifference {
  /** Model id; null for what concerns all models. */
  readonly model: string | null
  /** The row's condition, or null. */
  readonly condition: string | null
  /** First day of the row; null: from the beginning, or no row. */
  readonly from: string | null
  /** A token class, `to`, `row`, `model`, `alias`, or a modifier. */
  readonly field: string
  readonly old: string | null
  readonly new: string | null
  /** Change in percent, for prices. */
  readonly pct: number | null
}

/**
 * Every difference between two cards, in the order of the first, then what only the second has.
 *
 * @returns Nothing for a card and itself, whatever the order of its models and rows.
 */
export function diffCards(old: RateCard, now: RateCard): CardDifference[] {
  return [...diffModifiers(old, now), ...diffAliases(old, now), ...diffModels(old, now)]
}

const WHOLE = {model: null, condition: null, from: null}

function diffModifiers({modifiers: old}: RateCard, {modifiers: now}: RateCard): CardDifference[] {
  const values: [string, bigint, bigint][] = [
    ['batch', old.batch, now.batch],
    ['geoUs', old.geoUs.multiplier, now.geoUs.multiplier],
    ['webSearchUsdPer1000', old.webSearch, now.webSearch],
  ]
  return values
    .filter(([, before, after]) => before !== after)
    .map(([field, before, after]) => {
      const texts = {old: decimalText(before, 9), new: decimalText(after, 9)}
      return {...WHOLE, field, ...texts, pct: percentChange(before, after)}
    })
}

function diffAliases(old: RateCard, now: RateCard): CardDifference[] {
  const names = new Set([...old.aliases.keys(), ...now.aliases.keys()])
  return [...names].flatMap((alias) => {
    const before = old.aliases.get(alias) ?? null
    const after = now.aliases.get(alias) ?? null
    return before === after ? [] : [{...WHOLE, model: alias, field: 'alias', old: before, new: after, pct: null}]
  })
}

function diffModels(old: RateCard, now: RateCard): CardDifference[] {
  const ids = new Set([...old.models.keys(), ...now.models.keys()])
  return [...ids].flatMap((model) => {
    const before = old.models.get(model)
    const after = now.models.get(model)
    const isOneSided = before === undefined || after === undefined
    const whole = {
      ...WHOLE,
      model,
      field: 'model',
      old: before?.display ?? null,
      new: after?.display ?? null,
      pct: null,
    }
    return [...(isOneSided ? [whole] : []), ...diffRows(model, before?.rows ?? [], after?.rows ?? [])]
  })
}

function diffRows(model: string, old: readonly CardRow[], now: readonly CardRow[]): CardDifference[] {
  const keyOf = ({from, condition}: CardRow) => `${condition}\n${from ?? ''}`
  const before = new Map(old.map((row) => [keyOf(row), row]))
  const after = new Map(now.map((row) => [keyOf(row), row]))
  return [...new Map([...before, ...after])].flatMap(([key, {condition, from}]) => {
    const place = {model, condition, from}
    const left = before.get(key)
    const right = after.get(key)
    const ends =
      left && right && left.to !== right.to ? [{...place, field: 'to', old: left.to, new: right.to, pct: null}] : []
    return [...diffRates(place, left, right), ...ends]
  })
}

function diffRates(
  place: Pick<CardDifference, 'model' | 'condition' | 'from'>,
  left: CardRow | undefined,
  right: CardRow | undefined,
): CardDifference[] {
  return TOKEN_CLASSES.flatMap((field) => {
    const before = left?.rates[field]
    const after = right?.rates[field]
    if (before === after) return []
    const text = (rate: bigint | undefined) => (rate === undefined ? null : decimalText(rate, 6))
    const pct = before === undefined || after === undefined ? null : percentChange(before, after)
    return [{...place, field, old: text(before), new: text(after), pct}]
  })
}

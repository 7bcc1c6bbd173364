import {TOKEN_CLASSES, type TokenClass} from '../tokens.ts'
import {type CardFinding, hasErrors} from './card-finding.ts'
import {CardReader, place} from './card-reader.ts'
import {type Multiplier, scale} from './decimal.ts'
import {familyOf} from './family-of.ts'
import {normalizeModel} from './normalize-model.ts'
import {type CardModel, type CardRow, modelWithRows, type RateCard, type TokenRates} from './rate-card.ts'

/** A contract price that is laid over the card; the card stays list price. */
export interface PriceOverlay {
  /** Factor on every rate of the card, web searches too, that no override replaces. */
  readonly multiplier: Multiplier
  /** Model id → contract rates in picodollars per token, for some or all token classes. */
  readonly overrides: ReadonlyMap<string, Partial<TokenRates>>
}

/**
 * Reads the price overlay of a config.
 *
 * @param value - `{multiplier?: '0.9', overrides?: {model: {input?: '4', output?: '20', …}}}`, USD per million tokens as
 * decimal text; a number is taken as it would be printed, since YAML writes `0.9` as one.
 * @param card - Resolves the model names; a model that the card lacks needs all five token classes.
 * @returns The overlay, or null when a finding is an error.
 */
export function parsePriceOverlay(
  value: unknown,
  card: RateCard,
): {overlay: PriceOverlay | null; findings: CardFinding[]} {
  const reader = new CardReader()
  const fields = reader.fields(value, '')
  reader.known(fields, ['multiplier', 'overrides'], '', 'error')
  const multiplier = reader.multiplier(asText(fields.get('multiplier') ?? '1'), 'multiplier')
  if (multiplier === 0n) reader.note('MODIFIER_RANGE', 'multiplier', {expected: 'above 0'})
  const overrides = new Map<string, Partial<TokenRates>>()
  for (const [model, rates] of reader.fields(fields.get('overrides') ?? {}, 'overrides')) {
    const where = place('overrides', model)
    const {id} = normalizeModel(model, card)
    const override = readOverride(reader, rates, where)
    if (id === null && !isComplete(override)) {
      reader.note('OVERRIDE_INCOMPLETE', where, {model, expected: TOKEN_CLASSES.join(', ')})
    }
    overrides.set(id ?? model, override)
  }
  return {overlay: hasErrors(reader.findings) ? null : {multiplier, overrides}, findings: reader.findings}
}

/**
 * The card with contract rates in the place of list rates. The multiplier is rounded half to even to whole picodollars
 * per token, before batch and US-only inference multiply. An override holds for the model's base rows, at any date (no
 * speed, no lower bound of the prompt); its fast and long-context rows keep list price × multiplier. A complete
 * override of a model that the card lacks adds that model, in force from the beginning.
 *
 * @param card - List prices.
 * @param overlay - From {@link parsePriceOverlay}.
 */
export function layOverlay(card: RateCard, overlay: PriceOverlay): RateCard {
  const models = new Map<string, CardModel>()
  for (const model of card.models.values()) {
    const override = overlay.overrides.get(model.id) ?? {}
    const {id, display, family, released, geoUs} = model
    const rows = () => model.rows.map((row) => contractRow(row, overlay.multiplier, override))
    models.set(id, modelWithRows({id, display, family, released, geoUs}, rows))
  }
  for (const [id, override] of overlay.overrides) {
    if (!models.has(id) && isComplete(override)) models.set(id, addedModel(id, override, card))
  }
  return {
    ...card,
    models,
    modifiers: {...card.modifiers, webSearch: scale(card.modifiers.webSearch, overlay.multiplier)},
  }
}

function isComplete(override: Partial<TokenRates>): override is TokenRates {
  return TOKEN_CLASSES.every((name) => override[name] !== undefined)
}

function asText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value
}

function readOverride(reader: CardReader, value: unknown, where: string): Partial<TokenRates> {
  const fields = reader.fields(value, where)
  reader.known(fields, TOKEN_CLASSES, where, 'error')
  const override: Partial<TokenRates> = {}
  for (const name of TOKEN_CLASSES) {
    if (fields.has(name)) override[name] = reader.units(asText(fields.get(name)), 6, `${where}.${name}`)
  }
  return override
}

function contractRow(row: CardRow, multiplier: Multiplier, override: Partial<TokenRates>): CardRow {
  const own = row.speed === null && row.overTokens === null ? override : {}
  const rate = (name: TokenClass) => own[name] ?? scale(row.rates[name], multiplier)
  return {...row, rates: ratesOfEach(rate)}
}

function addedModel(id: string, rates: TokenRates, card: RateCard): CardModel {
  const row: CardRow = {
    from: null,
    to: null,
    fromMs: -Infinity,
    toMs: Infinity,
    speed: null,
    overTokens: null,
    upToTokens: null,
    condition: 'any',
    rates,
    confidence: 'A',
    source: 'price overlay',
  }
  return {id, display: id, family: familyOf(id, card), released: null, geoUs: false, rows: [row]}
}

function ratesOfEach(rate: (name: TokenClass) => bigint): TokenRates {
  return {
    input: rate('input'),
    output: rate('output'),
    cacheRead: rate('cacheRead'),
    cacheWrite5m: rate('cacheWrite5m'),
    cacheWrite1h: rate('cacheWrite1h'),
  }
}

import {once} from '../once.ts'
import type {CardPieces} from './card-pieces.ts'
import {MULTIPLIER_DECIMALS, wholeUnits} from './decimal.ts'
import {
  type CardModel,
  type CardModels,
  type CardModifiers,
  type CardRow,
  conditionText,
  KNOWN_FAMILIES,
  type RateCard,
  type TokenRates,
} from './rate-card.ts'

interface RestOfFile {
  readonly verifiedAt: string
  readonly sources: Readonly<Record<string, string>>
  readonly aliases: Readonly<Record<string, string>>
}

interface ModifiersFile {
  readonly batch: string
  readonly geoUs: {readonly multiplier: string; readonly from: string | null}
  readonly webSearchUsdPer1000: string
}

interface ModelFile extends Omit<CardModel, 'rows'> {
  readonly rows: readonly RowFile[]
}

interface RowFile {
  readonly from: string | null
  readonly to: string | null
  readonly condition?: {
    readonly speed?: string
    readonly promptTokensOver?: number
    readonly promptTokensUpTo?: number
  }
  readonly usdPerMillion: Readonly<Record<keyof TokenRates, string>>
  readonly confidence: string
  readonly source: string
}

/**
 * The card of a file that needs no judging, such as the built-in one: no checks, and each piece is read when it is first
 * asked for, since a hook has no milliseconds to spare. On a sound file it gives what `parseRateCard` gives.
 *
 * @param pieces - Of a sound card; that it is one is proven elsewhere, by a test.
 * @throws RangeError when a rate is no exact decimal (a broken precondition); for a model's when it is first asked for.
 */
export function trustedCard(pieces: CardPieces): RateCard {
  const models = modelsOf(pieces)
  const rest = once((): RestOfFile => JSON.parse(pieces.rest))
  const sources = once(() => new Map(Object.entries(rest().sources)))
  const aliases = once(() => new Map(Object.entries(rest().aliases)))
  const families = once(() => familiesOf(models))
  return {
    get verifiedAt() {
      return rest().verifiedAt
    },
    get sources() {
      return sources()
    },
    get aliases() {
      return aliases()
    },
    get families() {
      return families()
    },
    models,
    modifiers: readModifiers(JSON.parse(pieces.modifiers)),
  }
}

/** The models, each read when it is first asked for. */
function modelsOf({ids, models}: CardPieces): CardModels {
  const read = new Map<string, CardModel>()
  const get = (id: string): CardModel | undefined => {
    const known = read.get(id)
    const place = known === undefined ? ids.indexOf(id) : -1
    if (place < 0) return known
    const model = readModel(JSON.parse(models[place]!))
    read.set(id, model)
    return model
  }
  const whole = once(() => new Map(ids.map((id) => [id, get(id)!])))
  return {
    get,
    has: (id) => ids.includes(id),
    size: ids.length,
    keys: () => whole().keys(),
    values: () => whole().values(),
    [Symbol.iterator]: () => whole().entries(),
  }
}

function familiesOf(models: CardModels): Set<string> {
  const families = new Set<string>(KNOWN_FAMILIES)
  for (const {family} of models.values()) if (family !== null) families.add(family)
  return families
}

function readModifiers({batch, geoUs, webSearchUsdPer1000}: ModifiersFile): CardModifiers {
  const {multiplier, from} = geoUs
  return {
    batch: exactUnits(batch, MULTIPLIER_DECIMALS),
    geoUs: {multiplier: exactUnits(multiplier, MULTIPLIER_DECIMALS), from, fromMs: midnight(from, -Infinity)},
    webSearch: exactUnits(webSearchUsdPer1000, 9),
  }
}

function readModel({rows, ...facts}: ModelFile): CardModel {
  return {...facts, rows: rows.map(readRow)}
}

function readRow(row: RowFile): CardRow {
  const condition = {
    speed: row.condition?.speed ?? null,
    overTokens: row.condition?.promptTokensOver ?? null,
    upToTokens: row.condition?.promptTokensUpTo ?? null,
  }
  const rates = row.usdPerMillion
  return {
    from: row.from,
    to: row.to,
    fromMs: midnight(row.from, -Infinity),
    toMs: midnight(row.to, Infinity),
    ...condition,
    condition: conditionText(condition),
    rates: {
      input: exactUnits(rates.input, 6),
      output: exactUnits(rates.output, 6),
      cacheRead: exactUnits(rates.cacheRead, 6),
      cacheWrite5m: exactUnits(rates.cacheWrite5m, 6),
      cacheWrite1h: exactUnits(rates.cacheWrite1h, 6),
    },
    confidence: row.confidence === 'A' || row.confidence === 'B' ? row.confidence : 'C',
    source: row.source,
  }
}

function midnight(day: string | null, open: number): number {
  return day === null ? open : Date.parse(`${day}T00:00:00Z`)
}

function exactUnits(text: string, decimals: number): bigint {
  const units = wholeUnits(text, decimals)
  if (typeof units === 'string') throw new RangeError(`trustedCard: ${text} is ${units}`)
  return units
}

import {MULTIPLIER_DECIMALS, wholeUnits} from './decimal.ts'
import {
  type CardModel,
  type CardRow,
  conditionText,
  KNOWN_FAMILIES,
  modelWithRows,
  type RateCard,
  type TokenRates,
} from './rate-card.ts'

/** The content of a rate card file whose soundness is proven elsewhere, by a test. */
export interface RateCardFile {
  readonly verifiedAt: string
  readonly sources: Readonly<Record<string, string>>
  readonly aliases: Readonly<Record<string, string>>
  readonly modifiers: {
    readonly batch: string
    readonly geoUs: {readonly multiplier: string; readonly from: string | null}
    readonly webSearchUsdPer1000: string
  }
  readonly models: readonly ModelFile[]
}

interface ModelFile {
  readonly id: string
  readonly display: string
  readonly family: string | null
  readonly released: string | null
  readonly geoUs: boolean
  readonly rows: readonly RowFile[]
}

interface RowFile {
  readonly from: string | null
  readonly to: string | null
  readonly condition?:
    | {
        readonly speed?: string | undefined
        readonly promptTokensOver?: number | undefined
        readonly promptTokensUpTo?: number | undefined
      }
    | undefined
  readonly usdPerMillion: Readonly<Record<keyof TokenRates, string>>
  readonly confidence: string
  readonly source: string
}

/**
 * The card of a file that needs no judging, such as the built-in one: no checks, and a model's rows are read when they are
 * first asked for, since a hook has no milliseconds to spare. On a sound file it gives what `parseRateCard` gives.
 *
 * @param file - A sound card.
 * @throws RangeError when a rate is no exact decimal (a broken precondition).
 */
export function trustedCard(file: RateCardFile): RateCard {
  const {modifiers} = file
  const models = new Map<string, CardModel>()
  const families = new Set<string>(KNOWN_FAMILIES)
  for (const {rows, ...facts} of file.models) {
    models.set(
      facts.id,
      modelWithRows(facts, () => rows.map(readRow)),
    )
    if (facts.family !== null) families.add(facts.family)
  }
  return {
    verifiedAt: file.verifiedAt,
    sources: new Map(Object.entries(file.sources)),
    aliases: new Map(Object.entries(file.aliases)),
    models,
    families,
    modifiers: {
      batch: exactUnits(modifiers.batch, MULTIPLIER_DECIMALS),
      geoUs: {
        multiplier: exactUnits(modifiers.geoUs.multiplier, MULTIPLIER_DECIMALS),
        from: modifiers.geoUs.from,
        fromMs: midnight(modifiers.geoUs.from, -Infinity),
      },
      webSearch: exactUnits(modifiers.webSearchUsdPer1000, 9),
    },
  }
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

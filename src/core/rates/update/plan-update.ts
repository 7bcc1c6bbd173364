import {dayLabel, DAY_MS} from '../../time/calendar.ts'
import {TOKEN_CLASSES, type TokenClass} from '../../tokens.ts'
import {familyOf} from '../family-of.ts'
import {normalizeModel} from '../normalize-model.ts'
import {type CardModel, type CardRow, conditionText, type RateCard, type TokenRates} from '../rate-card.ts'
import type {PriceSource, SourceRow} from './price-source.ts'
import {percentChange, type PlannedEnd, type PlannedRow, type Proposal, type UpdatePlan} from './update-plan.ts'

/** What the caller decides. */
export interface UpdateFacts {
  readonly nowMs: number
  /** First day, `YYYY-MM-DD`, of changes for which the table states none; null: nobody has said it. */
  readonly effective: string | null
  /** The source code that new rows carry. */
  readonly sourceCode: string
}

interface Draft {
  readonly proposals: Proposal[]
  readonly rows: PlannedRow[]
  readonly ends: PlannedEnd[]
  agreeing: number
  readonly outdated: {model: string; condition: string; endedOn: string}[]
  readonly undated: Set<string>
  readonly tooEarly: {model: string; condition: string; from: string}[]
  readonly incomplete: {model: string; missing: TokenClass[]}[]
}

/**
 * Compares a price table with the card: what is in force now or later. Nothing is guessed: a price that the table leaves
 * out stays, a change without a first day is only reported, and the past keeps its prices. A price that the card once had
 * and has ended is no news.
 *
 * @param card - The card in force.
 * @param source - A table; of several names for one model the card's own id holds, else the first.
 * @param facts - See there.
 */
export function planUpdate(card: RateCard, source: PriceSource, facts: UpdateFacts): UpdatePlan {
  const draft: Draft = {
    proposals: [],
    rows: [],
    ends: [],
    agreeing: 0,
    outdated: [],
    undated: new Set(),
    tooEarly: [],
    incomplete: [],
  }
  for (const row of namedOnce(card, source.rows)) {
    const isPast = source.format !== 'pech' && row.to !== null && midnight(row.to) <= facts.nowMs
    if (!isPast) compare(card, row, source.format === 'pech', facts, draft)
  }
  return {...draft, undated: [...draft.undated]}
}

/** The rows under the card's ids, those of the exact name where a model has several. */
function namedOnce(card: RateCard, rows: readonly SourceRow[]): SourceRow[] {
  const names = new Map<string, string>()
  const idOf = (name: string) => normalizeModel(name, card).id ?? name
  for (const {model} of rows) {
    const id = idOf(model)
    if (!names.has(id) || model === id) names.set(id, model)
  }
  return rows.filter(({model}) => names.get(idOf(model)) === model).map((row) => ({...row, model: idOf(row.model)}))
}

function compare(card: RateCard, source: SourceRow, isOwn: boolean, facts: UpdateFacts, draft: Draft): void {
  const model = card.models.get(source.model)
  if (model === undefined && familyOf(source.model, card) === null) return
  const planned = draft.rows.filter((row) => row.model === source.model).map(({row}) => row)
  const alike = [...planned, ...(model?.rows ?? [])].filter(
    (row) => row.speed === source.speed && row.overTokens === source.overTokens,
  )
  const momentMs = source.from === null ? (isOwn ? -Infinity : facts.nowMs) : midnight(source.from)
  const old = alike.find((row) => row.fromMs <= momentMs && momentMs < row.toMs) ?? null
  const changed = TOKEN_CLASSES.filter((name) => {
    const rate = source.rates[name]
    return rate !== undefined && rate !== old?.rates[name]
  })
  if (changed.length === 0) {
    draft.agreeing++
    if (isOwn && source.to !== null && old !== null && old.to === null) {
      draft.ends.push({model: source.model, row: old, to: source.to})
    }
    return
  }
  const known = isOwn ? undefined : alike.find((row) => row !== old && agrees(row, source))
  if (known === undefined) plan({model, source, old, changed, alike}, facts, draft)
  else if (known.to === null) draft.agreeing++
  else draft.outdated.push({model: source.model, condition: known.condition, endedOn: known.to})
}

interface Change {
  readonly model: CardModel | undefined
  readonly source: SourceRow
  readonly old: CardRow | null
  readonly changed: readonly TokenClass[]
  readonly alike: readonly CardRow[]
}

function plan({model, source, old, changed, alike}: Change, facts: UpdateFacts, draft: Draft): void {
  const {model: id, overTokens, speed} = source
  const rates: Partial<TokenRates> = {...old?.rates, ...source.rates}
  if (!isComplete(rates)) {
    draft.incomplete.push({model: id, missing: TOKEN_CLASSES.filter((name) => rates[name] === undefined)})
    return
  }
  const from = firstDay(model, source, old, facts)
  const size = {speed, overTokens, upToTokens: old?.upToTokens ?? null}
  const condition = conditionText(size)
  for (const field of changed) {
    const before = old?.rates[field] ?? null
    draft.proposals.push({
      model: id,
      condition,
      field,
      old: before,
      new: rates[field],
      pct: percentChange(before, rates[field]),
      from,
    })
  }
  if (from === null) {
    draft.undated.add(id)
    return
  }
  const fromMs = midnight(from)
  if (old !== null && fromMs <= old.fromMs) {
    draft.tooEarly.push({model: id, condition, from})
    return
  }
  const next = Math.min(...alike.map((row) => row.fromMs).filter((ms) => ms > fromMs), old?.toMs ?? Infinity)
  const toMs = Math.min(next, source.to === null ? Infinity : midnight(source.to))
  const kept = TOKEN_CLASSES.filter((name) => source.rates[name] === undefined)
  const isDerived = kept.length > 0 && changed.includes('input')
  const row: CardRow = {
    from,
    fromMs,
    to: Number.isFinite(toMs) ? dayLabel(toMs / DAY_MS) : null,
    toMs,
    ...size,
    condition,
    rates,
    confidence: isDerived ? 'C' : 'B',
    source: facts.sourceCode,
  }
  draft.rows.push({model: id, released: source.released, row, replaces: old, kept})
}

/** The day that the table states, for a new model its release, else the one that the caller says. */
function firstDay(
  model: CardModel | undefined,
  source: SourceRow,
  old: CardRow | null,
  {effective}: UpdateFacts,
): string | null {
  const stated = source.from ?? (model === undefined ? source.released : null)
  if (stated === null) return effective
  return old !== null && midnight(stated) <= old.fromMs && effective !== null ? effective : stated
}

function agrees(row: CardRow, source: SourceRow): boolean {
  return TOKEN_CLASSES.every((name) => source.rates[name] === undefined || source.rates[name] === row.rates[name])
}

function isComplete(rates: Partial<TokenRates>): rates is TokenRates {
  return TOKEN_CLASSES.every((name) => rates[name] !== undefined)
}

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

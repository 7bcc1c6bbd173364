import {TOKEN_CLASSES} from '../tokens.ts'
import type {CardReader} from './card-reader.ts'
import {type Multiplier, ONE, scale, scalesExactly} from './decimal.ts'
import type {CardModel, CardModifiers, CardRow} from './rate-card.ts'

/**
 * Judges the rows of one model among themselves: order and exactness of the rates, rows that overlap, days without a price.
 *
 * @param reader - Takes the findings.
 * @param model - A model whose fields were read without error.
 * @param modifiers - The card's multipliers: what they give must be whole picodollars, too.
 * @param where - The model's place, such as `models[3]`.
 */
export function checkRows(reader: CardReader, model: CardModel, modifiers: CardModifiers, where: string): void {
  for (const [index, row] of model.rows.entries()) {
    const rowWhere = `${where}.rows[${index}]`
    checkOrder(reader, row, `${rowWhere}.usdPerMillion`)
    checkExactness(reader, row, multipliersOf(model, row, modifiers), `${rowWhere}.usdPerMillion`)
    for (const [otherIndex, other] of model.rows.slice(0, index).entries()) {
      const together = row.fromMs < other.toMs && other.fromMs < row.toMs
      if (row.condition === other.condition && together) {
        reader.note('ROWS_OVERLAP', rowWhere, {model: model.id, condition: row.condition, other: `rows[${otherIndex}]`})
      }
    }
  }
  checkGaps(reader, model, where)
}

function checkOrder(reader: CardReader, row: CardRow, where: string): void {
  const {input, cacheRead, cacheWrite5m, cacheWrite1h} = row.rates
  if (TOKEN_CLASSES.every((name) => row.rates[name] === 0n)) reader.note('RATES_ZERO', where, {}, 'warning')
  else {
    if (cacheRead >= input) reader.note('RATE_ORDER', `${where}.cacheRead`, {lower: 'cacheRead', higher: 'input'})
    if (input >= cacheWrite5m)
      reader.note('RATE_ORDER', `${where}.cacheWrite5m`, {lower: 'input', higher: 'cacheWrite5m'})
    if (cacheWrite5m > cacheWrite1h) {
      reader.note('RATE_ORDER', `${where}.cacheWrite1h`, {lower: 'cacheWrite5m', higher: 'cacheWrite1h'})
    }
  }
}

/** Every product of multipliers that a call on this row can meet. */
function multipliersOf(model: CardModel, row: CardRow, modifiers: CardModifiers): Multiplier[] {
  const batch = row.speed === null ? [modifiers.batch] : []
  if (!model.geoUs) return batch
  const geo = modifiers.geoUs.multiplier
  return [...batch, geo, ...batch.map((multiplier) => scale(multiplier, geo))]
}

function checkExactness(reader: CardReader, row: CardRow, multipliers: Multiplier[], where: string): void {
  for (const name of TOKEN_CLASSES) {
    const lossy = multipliers.find((multiplier) => !scalesExactly(row.rates[name], multiplier))
    if (lossy !== undefined) {
      reader.note('RATE_NOT_EXACT', `${where}.${name}`, {multiplier: Number(lossy) / Number(ONE)})
    }
  }
}

/** Days between the first and the last row on which a condition, or the whole model, has no row. */
function checkGaps(reader: CardReader, model: CardModel, where: string): void {
  const indexed = model.rows.map((row, index) => ({row, where: `${where}.rows[${index}]`}))
  const conditions = new Set(model.rows.filter((row) => row.speed !== null).map((row) => row.condition))
  noteGaps(
    reader,
    model.id,
    'any',
    indexed.filter(({row}) => row.speed === null),
  )
  for (const condition of conditions) {
    noteGaps(
      reader,
      model.id,
      condition,
      indexed.filter(({row}) => row.condition === condition),
    )
  }
}

function noteGaps(reader: CardReader, model: string, condition: string, rows: {row: CardRow; where: string}[]): void {
  let last: CardRow | null = null
  for (const {row, where} of rows.sort((a, b) => (a.row.fromMs < b.row.fromMs ? -1 : 1))) {
    if (last !== null && last.toMs < row.fromMs) {
      reader.note('ROWS_GAP', where, {model, condition, from: String(last.to), to: String(row.from)}, 'warning')
    }
    if (last === null || row.toMs > last.toMs) last = row
  }
}

import type {CardModifiers, CardRow, Confidence} from '../core/rates/rate-card.ts'
import {TOKEN_CLASSES, type TokenClass} from '../core/tokens.ts'
import {type Column, fixedColumn} from './column.ts'
import {exactUsd, formatMoney} from './money.ts'
import {visible} from './visible.ts'

const CLASS_HEADERS: Readonly<Record<TokenClass, string>> = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache read',
  cacheWrite5m: 'write 5m',
  cacheWrite1h: 'write 1h',
}

const SURENESS: Readonly<Record<Exclude<Confidence, 'A'>, string>> = {
  B: 'partly from third parties',
  C: 'derived',
}

/** USD per million tokens of each class; empty where there is no row. */
export function rateColumns(rows: readonly (CardRow | null)[]): Column[] {
  return TOKEN_CLASSES.map((name) =>
    fixedColumn(
      CLASS_HEADERS[name],
      0,
      rows.map((row) => (row === null ? '' : exactUsd(row.rates[name] * 1_000_000n))),
    ),
  )
}

/** The letter of rows that are less than sure. */
export function surenessColumn(rows: readonly (CardRow | null)[]): Column {
  const marks = rows.map((row) => (row === null || row.confidence === 'A' ? '' : row.confidence))
  return fixedColumn('', 1, marks, {align: 'left', style: 'warning'})
}

/** What the letters mean that are shown, a sentence each. */
export function surenessWords(rows: readonly (CardRow | null)[]): string[] {
  const shown = new Set(rows.map((row) => row?.confidence))
  return (['B', 'C'] as const).filter((mark) => shown.has(mark)).map((mark) => `${mark}: ${SURENESS[mark]}.`)
}

/** Batch, US-only inference where the model has it, and web searches in a few sentences. */
export function modifierWords({batch, geoUs, webSearch}: CardModifiers, hasGeo: boolean): string {
  const since = geoUs.from === null ? '' : ` since ${geoUs.from}`
  const geo = hasGeo ? ` US-only inference × ${Number(geoUs.multiplier) / 1e9}${since}.` : ''
  return `Batch × ${Number(batch) / 1e9}, not with fast.${geo} Web search ${formatMoney(webSearch * 1000n)} per 1,000.`
}

/** `fast`, `over 200K`, `to 100K`; empty without a condition. */
export function conditionWords(row: CardRow): string {
  const over = row.overTokens === null ? [] : [`over ${size(row.overTokens)}`]
  const upTo = row.upToTokens === null ? [] : [`to ${size(row.upToTokens)}`]
  return [...(row.speed === null ? [] : [visible(row.speed)]), ...over, ...upTo].join(' ')
}

function size(tokens: number): string {
  return tokens % 1000 === 0 ? `${tokens / 1000}K` : String(tokens)
}

import {axisStep} from '../../core/report/dashboard.ts'
import {toUsd, type Picodollars} from '../../core/money/picodollars.ts'
import {type Html, markup} from './html.ts'

/** A scale from nothing to the top of a drawing. */
export interface MoneyAxis {
  /** Dollars at the top. */
  readonly topUsd: number
  /** Dollars of the lines between. */
  readonly ticks: readonly number[]
}

/** An axis that holds an amount, with three to eight lines at round dollars. */
export function moneyAxis(mostUsd: number): MoneyAxis {
  const step = axisStep(mostUsd, 3)
  const steps = Math.max(1, Math.ceil(mostUsd / step - 1e-9))
  return {topUsd: steps * step, ticks: Array.from({length: steps}, (_, index) => (index + 1) * step)}
}

/** How far down from the top an amount lies, percent of the height. */
export function heightOf(amount: Picodollars | number, {topUsd}: MoneyAxis): number {
  const usd = typeof amount === 'bigint' ? toUsd(amount) : amount
  return round(100 - (usd / topUsd) * 100)
}

/** Three decimals are a hundredth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** A round amount on an axis: `$20`, `$0.5`, `$1.5K`. */
export function axisLabel(usd: number): string {
  if (usd >= 1000) return `$${Number((usd / 1000).toPrecision(4))}K`
  return `$${Number(usd.toPrecision(4))}`
}

/** Lines across a drawing, each with its amount at the left. */
export function gridLines(axis: MoneyAxis): Html[] {
  return axis.ticks.map((tick) => {
    const y = heightOf(tick, axis)
    return markup`<line class="grid" x1="0" x2="100%" y1="${y}%" y2="${y}%"/><text class="tick" x="0" y="${y}%" dy="12">${axisLabel(tick)}</text>`
  })
}

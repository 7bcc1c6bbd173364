import fc from 'fast-check'
import type {DailySeries} from '../../../src/core/forecast/daily-series.ts'

/** Series as people have them: many days without spend, a heavy tail on the others; at least one day with spend. */
export const spendSeries: fc.Arbitrary<DailySeries> = fc
  .array(
    fc.oneof({weight: 2, arbitrary: fc.constant(0)}, {weight: 1, arbitrary: fc.double({min: 0, max: 4, noNaN: true})}),
    {
      minLength: 3,
      maxLength: 200,
      size: 'max',
    },
  )
  .filter((logs) => logs.some((value) => value > 0))
  .map((logs) => ({firstDay: '2026-01-05', values: logs.map((value) => (value === 0 ? 0 : 10 ** value / 100))}))

/** A fixed series of lumpy spend, working days only, made by a small generator. */
export function lumpySeries(days: number, seed = 1): DailySeries {
  let state = seed
  const next = () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
  const values = Array.from({length: days}, (_, day) => (day % 7 < 5 && next() < 0.4 ? Math.exp(3 * next()) : 0))
  return {firstDay: '2024-01-01', values: values.map((usd, day) => (day === 0 ? 5 : usd))}
}

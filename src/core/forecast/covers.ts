import type {PointBand} from './forecaster.ts'

/**
 * Whether a true sum lies in a band, with room for the rounding of sums: 1e-9 of the larger of the band's upper end and
 * the sum, so that the unit of money does not matter.
 *
 * @param band - US dollars.
 * @param actual - US dollars, ≥ 0.
 */
export function covers(band: PointBand, actual: number): boolean {
  const room = 1e-9 * Math.max(band.high, actual)
  return actual >= band.low - room && actual <= band.high + room
}

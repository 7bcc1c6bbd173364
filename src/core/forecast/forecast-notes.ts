import type {ForecastMethod} from './forecaster.ts'

/** How far a band may be trusted, by the days it was learned from. */
export type Calibration = 'not calibrated yet' | 'calibrating' | 'calibrated'

/** What a person should know before using a band; the words for each stand in the renderer. */
export type ForecastNote =
  /** Fewer than 14 days are known: the band's shape is other people's. */
  | 'borrowed-from-others'
  /** 14 to 59 days are known and more than 7 lie ahead: measured coverage was 85 to 98 % where 95 % is said. */
  | 'short-history-coverage'
  /** More than 30 days ahead: coverage was never measured there. */
  | 'beyond-30-days-unmeasured'
  /** Neither 95 nor 80 %: coverage was never measured at this level. */
  | 'level-unmeasured'
  /** `ses`: the band follows from a model, not from past errors. */
  | 'textbook-band'
  /** All known days cost the same: σ = 0. */
  | 'no-variance'
  /** Only one of the known days has spend. */
  | 'single-spike'
  /** 60 or more days in a row without spend. */
  | 'long-gap'
  /** A session: how many calls will follow is not known, half as many again are taken. */
  | 'calls-guessed'

const LONG_GAP_DAYS = 60

/**
 * How far the band of a method may be trusted.
 *
 * @param method - `ses` is never calibrated: its band does not come from past errors.
 * @param knownDays - Days learned from.
 */
export function calibrationOf(method: ForecastMethod, knownDays: number): Calibration {
  if (method === 'ses' || knownDays < 14) return 'not calibrated yet'
  return knownDays < 60 ? 'calibrating' : 'calibrated'
}

/**
 * The notes that belong beside a band.
 *
 * @param values - Spend per known day in US dollars, at least one above 0.
 * @param horizonDays - Days ahead.
 * @param options - Method and level of the band.
 * @returns In a fixed order; none for a measured horizon and level on a long, ordinary history.
 */
export function forecastNotes(
  values: readonly number[],
  horizonDays: number,
  options: {readonly method: ForecastMethod; readonly level: number},
): ForecastNote[] {
  const known = values.length
  const textbook = options.method === 'ses'
  const notes: readonly (readonly [ForecastNote, boolean])[] = [
    ['borrowed-from-others', !textbook && known < 14],
    ['short-history-coverage', !textbook && known >= 14 && known < 60 && horizonDays > 7],
    ['beyond-30-days-unmeasured', horizonDays > 30],
    ['level-unmeasured', options.level !== 0.95 && options.level !== 0.8],
    ['textbook-band', textbook],
    ['no-variance', values.every((value) => value === values[0])],
    ['single-spike', values.filter((value) => value > 0).length === 1],
    ['long-gap', longestGapDays(values) >= LONG_GAP_DAYS],
  ]
  return notes.filter(([, holds]) => holds).map(([note]) => note)
}

function longestGapDays(values: readonly number[]): number {
  let longest = 0
  let current = 0
  for (const value of values) {
    current = value > 0 ? 0 : current + 1
    longest = Math.max(longest, current)
  }
  return longest
}

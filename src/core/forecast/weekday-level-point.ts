import type {PointModel} from './point-model.ts'

/**
 * The default rule: an exponentially weighted level (half fast, half-life 14 days; half slow, 90 days) times a weekday
 * profile (half-life 8 weeks, shrunk towards flat by 4 imaginary weeks).
 *
 * The weighted mean is N/D with N ← a·N + y and D ← a·D + 1, so it is unbiased from the first day on.
 *
 * @returns A rule without knowledge: its point is 0 until the first day with spend.
 */
export function createWeekdayLevelPoint(): PointModel {
  const fast = decayingMean(14)
  const slow = decayingMean(90)
  const days = Array.from({length: 7}, () => decayingMean(8))
  let factors: readonly number[] = FLAT
  let next = 0
  const level = () => (fast.value() + slow.value()) / 2
  return {
    learn(usd, weekday) {
      fast.learn(usd)
      slow.learn(usd)
      days[weekday]!.learn(usd)
      factors = profile(days)
      next = (weekday + 1) % 7
    },
    pointUsd(horizonDays) {
      const weeks = Math.floor(horizonDays / 7)
      let effectiveDays = weeks * 7
      for (let day = 0; day < horizonDays % 7; day++) effectiveDays += factors[(next + day) % 7]!
      return level() * effectiveDays
    },
    levelUsd: level,
    weekdayFactors: () => factors,
  }
}

const FLAT = [1, 1, 1, 1, 1, 1, 1]

/** How many weeks of plain average each weekday is mixed with. */
const IMAGINARY_WEEKS = 4

interface DecayingMean {
  learn(value: number): void
  value(): number
  readonly weighted: () => number
  readonly weight: () => number
}

function decayingMean(halfLife: number): DecayingMean {
  const keep = 0.5 ** (1 / halfLife)
  let weighted = 0
  let weight = 0
  return {
    learn(value) {
      weighted = keep * weighted + value
      weight = keep * weight + 1
    },
    value: () => (weight > 0 ? weighted / weight : 0),
    weighted: () => weighted,
    weight: () => weight,
  }
}

function profile(days: readonly DecayingMean[]): readonly number[] {
  let weighted = 0
  let weight = 0
  for (const day of days) {
    weighted += day.weighted()
    weight += day.weight()
  }
  const mean = weighted / weight
  const shrunk = days.map((day) => (day.weighted() + IMAGINARY_WEEKS * mean) / (day.weight() + IMAGINARY_WEEKS))
  const center = shrunk.reduce((left, right) => left + right, 0) / 7
  return center > 0 ? shrunk.map((value) => value / center) : FLAT
}

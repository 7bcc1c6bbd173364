import type {PointModel} from './point-model.ts'

/** Whole weeks that the weekday means are taken over. */
const WEEKS = 8

/**
 * The rule `dow`: each coming day costs the mean of its weekday over the last 8 whole weeks (of the weeks that are
 * known, when those are fewer; below one week, the mean of the known days).
 *
 * @returns A rule without knowledge: its point is 0.
 */
export function createWeekdayMeanPoint(): PointModel {
  const recent: number[] = []
  let next = 0
  /** Means of the next seven days, in their order. */
  let ahead: readonly number[] = new Array<number>(7).fill(0)
  const levelUsd = () => ahead.reduce((left, right) => left + right, 0) / 7
  return {
    learn(usd, weekday) {
      recent.push(usd)
      if (recent.length > WEEKS * 7) recent.shift()
      ahead = weekdayMeans(recent)
      next = (weekday + 1) % 7
    },
    pointUsd(horizonDays) {
      let usd = Math.floor(horizonDays / 7) * 7 * levelUsd()
      for (const mean of ahead.slice(0, horizonDays % 7)) usd += mean
      return usd
    },
    levelUsd,
    weekdayFactors() {
      const level = levelUsd()
      const fromSunday = ahead.map((_, day) => ahead[(day - next + 7) % 7]!)
      return fromSunday.map((mean) => (level === 0 ? 1 : mean / level))
    },
  }
}

/** `recent` ends yesterday, so in whole weeks its entries repeat the weekdays of the next seven days. */
function weekdayMeans(recent: readonly number[]): number[] {
  const weeks = Math.floor(recent.length / 7)
  if (weeks === 0) {
    const mean = recent.reduce((left, right) => left + right, 0) / recent.length
    return new Array<number>(7).fill(mean)
  }
  const means = new Array<number>(7).fill(0)
  for (const [index, usd] of recent.slice(-weeks * 7).entries()) means[index % 7]! += usd / weeks
  return means
}

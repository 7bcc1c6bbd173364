import {weekday} from './calendar-day.ts'
import type {ForecastMethod, Forecaster} from './forecaster.ts'
import {bandAround, createHorizonKnots} from './horizon-knots.ts'
import type {PointModel} from './point-model.ts'

/**
 * A forecaster whose band is made of errors, not of a bell curve: the person's own past errors of the same rule and
 * horizon, with a borrowed stock for the beginning and the tails; its level adapts to how often past bands missed. A
 * result is used only once its days have passed, so nothing looks ahead. The reach above and below the point never
 * shrinks with the horizon.
 *
 * @param method - The name the facts carry.
 * @param model - The rule for the point, without knowledge yet.
 * @param settings - `firstDay`: days since 1970-01-01 of the first day to be learned; `level`: strictly between 0 and
 *   1; `longestDays`: the longest horizon that will be asked for, 1 to `LONGEST_HORIZON_DAYS`.
 * @see Gibbs, I. and Candès, E. (2021), Adaptive conformal inference under distribution shift
 */
export function createConformalForecaster(
  method: ForecastMethod,
  model: PointModel,
  settings: {readonly firstDay: number; readonly level: number; readonly longestDays: number},
): Forecaster {
  const target = 1 - settings.level
  const knots = createHorizonKnots(model, settings.longestDays)
  const sums = [0]
  return {
    learn(usd) {
      model.learn(usd, weekday(settings.firstDay + sums.length - 1))
      sums.push(sums.at(-1)! + usd)
      knots.learn(sums)
    },
    band: (horizonDays) => bandAround(model.pointUsd(horizonDays), knots.reach(target, horizonDays)),
    facts: (horizonDays) => ({
      method,
      levelUsd: model.levelUsd(horizonDays),
      alpha: null,
      sigma2: null,
      weekdayFactors: model.weekdayFactors(),
      missRate: knots.missRate(target, horizonDays),
      ownErrors: knots.ownErrors(horizonDays),
    }),
  }
}

import type {UsualCost, UsualCosts} from '../core/learning/usual-costs.ts'
import {counted} from './count.ts'
import {formatUsd} from './forecast-words.ts'

/** Plugin, skill and role of a kind of calls, as far as they are known. */
export function kindName({plugin, skill, role}: Pick<UsualCost, 'plugin' | 'skill' | 'role'>): string {
  const own = skill?.startsWith(`${plugin}:`) === true ? null : plugin
  const names = [own === '(none)' ? null : own, skill, role].filter((name) => name !== null)
  return names.length === 0 ? 'without plugin, skill and role' : names.join(' · ')
}

/** How far a mean lies from the usual one: `+12%`, `-3%`. */
export function changeInPercent({meanUsd, pattern}: Pick<UsualCost, 'meanUsd' | 'pattern'>): string {
  if (pattern.muUsd === 0) return meanUsd === 0 ? '0%' : 'new'
  const percent = Math.round((meanUsd / pattern.muUsd - 1) * 100)
  return `${percent > 0 ? '+' : ''}${percent}%`
}

/** Dollars with their sign. */
export function signedUsd(usd: number): string {
  return `${usd >= 0.005 ? '+' : ''}${formatUsd(usd)}`
}

/** The whole comparison in a sentence or two; also says when there is nothing to compare with. */
export function usualSummary({sessions, kinds, unknownKinds}: UsualCosts): string {
  if (kinds.length === 0) {
    return 'Nothing has been learned yet of these calls: a session teaches when it has ended, from five calls of a kind on.'
  }
  const unusual = kinds.filter(({isUsual}) => !isUsual).length
  const whole = kinds.reduce((sum, {differenceUsd}) => sum + differenceUsd, 0)
  const more = whole < 0 ? 'less' : 'more'
  const judged =
    unusual === 0
      ? `The mean of every kind of calls (${kinds.length}) lies within one standard deviation of the usual`
      : `${unusual} of ${counted(kinds.length, 'kind')} of calls cost more than one standard deviation above or below the usual`
  const unknown = unknownKinds === 0 ? '' : ` Of ${counted(unknownKinds, 'other kind')} nothing is learned yet.`
  return `${judged}; all together ${formatUsd(Math.abs(whole))} ${more} than by the means learned from ${counted(sessions, 'session')}.${unknown}`
}

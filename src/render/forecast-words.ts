import type {ForecastNote} from '../core/forecast/forecast-notes.ts'
import type {NoForecastReason} from '../core/forecast/forecast-sum.ts'
import type {SpendGaps} from '../core/forecast/forecast-report.ts'
import {counted} from './count.ts'

/** Money of a forecast for people, who should not read more into it than there is. */
export function formatUsd(usd: number): string {
  const size = Math.abs(usd)
  const grouped = size.toFixed(2).replace(/\B(?=(?:\d{3})+\.)/g, ',')
  return size > 0 && size < 0.005 ? `${usd < 0 ? '-' : ''}<$0.01` : `${usd < 0 ? '-' : ''}$${grouped}`
}

/** A level for people: `95%`, `99.5%`. */
export function formatLevel(level: number): string {
  return `${Number((100 * level).toFixed(3))}%`
}

const NOTES: Readonly<Record<ForecastNote, string>> = {
  'borrowed-from-others':
    'not calibrated yet: fewer than 14 days are known, so the shape of the band is borrowed from the spending of others.',
  'short-history-coverage':
    'still calibrating: with 14 to 59 known days and more than a week ahead, 85 to 98% of sums fell into such a 95% band, where that was tried on the spending of others.',
  'beyond-30-days-unmeasured': 'how often sums more than 30 days ahead fall into the band was never measured.',
  'level-unmeasured': 'how often sums fall into the band was measured at 95% and 80% only.',
  'textbook-band':
    'this band follows from a model and is too wide for a month; --method auto learns it from past errors.',
  'no-variance': 'all known days cost the same, so there is nothing yet to learn a spread from.',
  'single-spike': 'only one of the known days has spend.',
  'long-gap': 'there is a gap of 60 days or more without spend.',
  'calls-guessed': 'too few past sessions came as far as this one: half as many calls again are assumed.',
}

/** What must be known beside a band. */
export function forecastNoteText(note: ForecastNote): string {
  return NOTES[note]
}

const REASONS: Readonly<Record<NoForecastReason, string>> = {
  'too-short': 'too little is known yet: three whole days (or calls of a session) at least are needed.',
  'no-spend': 'no known day has any spend.',
  'invalid-level': 'the level must lie between 0 and 1.',
  'invalid-alpha': 'alpha must lie above 0 and be 1 at most.',
  'invalid-horizon': 'a horizon must be 1 to 3660 days.',
  'invalid-day': 'the first day is no date.',
  'not-finite': 'a day is no finite number.',
  'negative-value': 'a day is below 0, and spending is not.',
  'too-large': 'a day is above 10^12 dollars, which is surely a mistake of units.',
  'too-long': 'the series is longer than 100 years.',
}

/** Why there is no forecast. */
export function noForecastText(reason: NoForecastReason): string {
  return REASONS[reason]
}

/** What is not on any day of the series, or is there by an estimate. */
export function gapTexts({futureCalls, undatedCalls, estimatedCalls, unpricedCalls}: SpendGaps): string[] {
  const are = (count: number) => (count === 1 ? 'is' : 'are')
  return [
    ...(futureCalls > 0
      ? [
          `${counted(futureCalls, 'call')} from the future ${are(futureCalls)} left out; is the clock of a machine wrong?`,
        ]
      : []),
    ...(undatedCalls > 0
      ? [`${counted(undatedCalls, 'call')} without a timestamp ${are(undatedCalls)} left out.`]
      : []),
    ...(estimatedCalls > 0
      ? [
          `${counted(estimatedCalls, 'call')} without a rate ${are(estimatedCalls)} counted with the estimate of the same family, as budgets do.`,
        ]
      : []),
    ...(unpricedCalls > 0
      ? [`${counted(unpricedCalls, 'call')} without any price ${are(unpricedCalls)} counted as nothing.`]
      : []),
  ]
}

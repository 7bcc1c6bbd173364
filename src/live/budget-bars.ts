import {REST_LEVEL} from '../app/budget-rests.ts'
import type {LiveBudget, LiveState} from '../app/live.ts'
import {budgetLabel, budgetSubject} from '../core/budget/budget-label.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {formatLevel, formatUsd} from '../render/forecast-words.ts'
import {bar} from '../render/glyphs.ts'
import {formatMoney} from '../render/money.ts'
import {localMoment} from '../render/moment.ts'
import {formatShare} from '../render/share.ts'
import {textWidth} from '../render/text-width.ts'
import {visible} from '../render/visible.ts'
import type {BlockOptions} from './blocks.ts'
import {cells, line, type Line} from './line.ts'

/** Columns from which on there is room for the band in words. */
const WIDE = 84

/** Every budget as a bar up to its limit: what is spent, and behind it what the forecast adds until its window ends. */
export function budgetsBlock({budgets, timezone, generatedAtMs}: LiveState, options: BlockOptions): Line[] {
  if (budgets.length === 0) return []
  const {width, glyphs, unicode} = options
  const barWidth = Math.max(6, Math.min(20, Math.floor(width / 6)))
  const words = width >= WIDE
  const lines = budgets.map((budget): Line => {
    const {judged, reachedAtMs, atEnd} = budget
    const {rule, key, spent, ratio, verdict} = judged
    const nameWidth = Math.max(8, Math.min(28, width - barWidth - (words ? 58 : 34)))
    const label = visible(budgetLabel(rule, key))
    // Where there is little room, whose it is says more than over what it counts.
    const name = textWidth(label) > nameWidth ? visible(budgetSubject(rule, key)) : label
    const reached = localMoment(reachedAtMs, timezone)
    const when =
      reachedAtMs === null || reached === null
        ? ''
        : reachedAtMs <= generatedAtMs
          ? ' used up'
          : ` reached ${reached.date.slice(5)}`
    const amounts = `${formatMoney(spent.picodollars)}/${formatMoney(rule.limitPicodollars)}`
    const band =
      atEnd === null
        ? ''
        : ` end ${formatUsd(atEnd.point)} (${formatUsd(atEnd.low)}${glyphs.dash.trim()}${formatUsd(atEnd.high)})`
    return [
      ...line(`${cells([name], [nameWidth], glyphs.ellipsis)} `),
      ...budgetBar(budget, barWidth, options),
      ...line(` ${formatShare(ratio).padStart(4)} ${words ? amounts.padEnd(16) : amounts}`),
      ...line(words ? when.padEnd(14) : when, verdict === 'OK' ? 'dim' : 'warning'),
      ...(words ? line(band, 'dim') : []),
    ]
  })
  const hasBands = budgets.some(({atEnd}) => atEnd !== null)
  const {expected, possible} = shades(unicode)
  const key = hasBands ? `  ${expected} expected  ${possible} at most (${formatLevel(REST_LEVEL)})` : ''
  const pace = budgets.some(({reachedAtMs}) => (reachedAtMs ?? 0) > generatedAtMs) ? '  reached: at this pace' : ''
  return [[...line('Budgets', 'bold'), ...line(key + pace, 'dim')], ...lines]
}

/** A bar that is full at the limit. */
function budgetBar({judged, atEnd}: LiveBudget, width: number, {glyphs, unicode}: BlockOptions): Line {
  const {ratio, verdict, rule} = judged
  const spent = bar(ratio, width, glyphs)
  const limit = toUsd(rule.limitPicodollars)
  const columns = (usd: number) => Math.min(width, Math.max(spent.length, Math.round((usd / limit) * width)))
  const {expected, possible} = shades(unicode)
  const [point, high] = atEnd === null ? [spent.length, spent.length] : [columns(atEnd.point), columns(atEnd.high)]
  const ahead = expected.repeat(point - spent.length) + possible.repeat(high - point)
  return [...line(spent, verdict === 'OK' ? 'accent' : 'warning'), ...line(ahead.padEnd(width - spent.length), 'dim')]
}

function shades(unicode: boolean): {readonly expected: string; readonly possible: string} {
  return unicode ? {expected: '▒', possible: '░'} : {expected: '+', possible: '.'}
}

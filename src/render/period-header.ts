import type {Filter} from '../core/report/filter.ts'
import type {Totals} from '../core/report/totals.ts'
import type {Period} from '../core/time/period.ts'
import {costOfTotals, formatCost} from './cost.ts'
import {glyphsFor} from './glyphs.ts'
import {formatSpan} from './moment.ts'
import {dimensionWords, shownValue} from './names.ts'
import type {RenderOptions} from './options.ts'
import {styled} from './style.ts'
import {tally} from './tally.ts'
import {visible} from './visible.ts'
import {wrapWords} from './wrap.ts'

/** What a table is about: label, dates and zone of the period, and what calls had to match; below, the total and how much it took. */
export function periodHeader(
  period: Period,
  totals: Totals,
  options: RenderOptions,
  filters: readonly Filter[] = [],
): string {
  const {dot, dash} = glyphsFor(options)
  const session = period.label.startsWith('session ')
    ? filters.find(({dimension}) => dimension === 'session')
    : undefined
  const others = filters.filter((filter) => filter !== session)
  // Of a session its id says more than what was typed: `latest`, or the beginning of it.
  const label = session === undefined ? visible(period.label) : filterWords([session], options).join('')
  const money = formatCost(costOfTotals(totals))
  const span = formatSpan(period, dash)
  const about = wrapWords(
    [
      label,
      ...(span === '' || span === label ? [] : [span]),
      visible(period.timezone),
      ...filterWords(others, options),
    ],
    options.columns ?? 80,
    dot,
  )
  const amounts = wrapWords([money, ...tally(totals)], options.columns ?? 80, dot)
  return [...setOff(about, label, options.color), ...setOff(amounts, money, options.color)].join('')
}

/** What calls had to match: `model claude-opus-*`, `arm acme or globex`. */
export function filterWords(filters: readonly Filter[], options: RenderOptions): string[] {
  return filters.map(({dimension, patterns}) => {
    const values = patterns.map((pattern) => shownValue(dimension, pattern, options))
    return `${dimensionWords(dimension)} ${values.join(' or ')}`
  })
}

/** Lines of which the first words are bold and the others dim. */
function setOff(lines: readonly string[], words: string, color: boolean): string[] {
  return lines.map((line, index) => {
    const bold = index === 0 ? words : ''
    return `${styled(bold, 'bold', color)}${styled(line.slice(bold.length), 'dim', color)}\n`
  })
}

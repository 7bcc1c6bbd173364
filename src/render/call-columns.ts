import type {CallFacts} from '../core/report/report.ts'
import {type Column, fixedColumn, nameColumn} from './column.ts'
import {glyphsFor} from './glyphs.ts'
import {localMoment} from './moment.ts'
import {shownValue} from './names.ts'
import type {RenderOptions} from './options.ts'
import {visible} from './visible.ts'

/** From here on names of models are shown in full. */
const ROOMY = 110

/**
 * Who made the calls: time, session, project, model, agent, skill, tools. A column in which all calls say the same nothing is left out.
 *
 * @param foot - First cells of the rows under the calls.
 * @param isDayKnown - Whether what stands above tells the day, when all calls are of one.
 */
export function callColumns(
  calls: readonly CallFacts[],
  foot: readonly string[],
  isDayKnown: boolean,
  options: RenderOptions,
): Column[] {
  const glyphs = glyphsFor(options)
  // On a narrow screen tools and tokens say more than who made the model.
  const isRoomy = options.columns === undefined || options.columns >= ROOMY
  const names = (
    header: string,
    priority: number,
    minWidth: number,
    of: (call: CallFacts) => string,
    cut: 'start' | 'middle' = 'middle',
  ): Column[] => {
    const cells = calls.map((call) => visible(of(call)))
    const isDull = cells.every((cell) => cell === '' || cell === '(none)' || cell === 'main')
    return isDull ? [] : [nameColumn(header, priority, cells, glyphs, {minWidth, cut})]
  }
  return [
    fixedColumn('time', 0, [...times(calls, options.timezone, isDayKnown), ...foot], {align: 'left'}),
    ...names('session', 9, 8, ({session}) => shownValue('session', session, options)),
    ...names('project', 11, 12, ({project}) => shownValue('project', project, options), 'start'),
    ...names('model', 1, 12, ({model}) => (isRoomy ? model : model.replace(/^claude-/, ''))),
    ...names('agent', 8, 8, ({agent}) => agent),
    ...names('skill', 10, 8, ({skill}) => skill),
    ...names('tools', 6, 8, ({tools}) => tools.join(', ')),
  ]
}

/** Times of day when all are of one day and the page says which, else with the day. */
function times(calls: readonly CallFacts[], timezone: string, isDayKnown: boolean): string[] {
  const moments = calls.map(({atMs}) => localMoment(atMs, timezone))
  const isOneDay = isDayKnown && new Set(moments.map((moment) => moment?.date)).size === 1
  return moments.map((moment) => {
    if (!moment) return 'unknown'
    return isOneDay ? moment.exactTime : `${moment.date} ${moment.time}`
  })
}

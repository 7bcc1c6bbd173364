import type {CallFacts} from '../core/report/report.ts'
import {type Column, fixedColumn, nameColumn} from './column.ts'
import {glyphsFor} from './glyphs.ts'
import {localMoment} from './moment.ts'
import {shownValue} from './names.ts'
import type {RenderOptions} from './options.ts'
import {visible} from './visible.ts'

/**
 * Who made the calls: time, session, project, model, agent, skill, tools. A column in which all calls say the same nothing is left out.
 *
 * @param foot - First cells of the rows under the calls.
 */
export function callColumns(calls: readonly CallFacts[], foot: readonly string[], options: RenderOptions): Column[] {
  const glyphs = glyphsFor(options)
  const names = (header: string, priority: number, minWidth: number, of: (call: CallFacts) => string): Column[] => {
    const cells = calls.map((call) => visible(of(call)))
    const isDull = cells.every((cell) => cell === '' || cell === '(none)' || cell === 'main')
    return isDull ? [] : [nameColumn(header, priority, cells, glyphs, {minWidth})]
  }
  return [
    fixedColumn('time', 0, [...times(calls, options.timezone), ...foot], {align: 'left'}),
    ...names('session', 9, 8, ({session}) => shownValue('session', session, options)),
    ...names('project', 11, 12, ({project}) => shownValue('project', project, options)),
    ...names('model', 1, 12, ({model}) => (options.columns === undefined ? model : model.replace(/^claude-/, ''))),
    ...names('agent', 8, 8, ({agent}) => agent),
    ...names('skill', 10, 8, ({skill}) => skill),
    ...names('tools', 6, 8, ({tools}) => tools.join(', ')),
  ]
}

/** Times of day when all are of one day, else with the day. */
function times(calls: readonly CallFacts[], timezone: string): string[] {
  const moments = calls.map(({atMs}) => localMoment(atMs, timezone))
  const isOneDay = new Set(moments.map((moment) => moment?.date)).size === 1
  return moments.map((moment) => {
    if (!moment) return 'unknown'
    return isOneDay ? moment.exactTime : `${moment.date} ${moment.time}`
  })
}

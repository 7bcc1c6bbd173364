import {budgetRests} from '../app/budget-rests.ts'
import {liveState, type LiveState, type LiveView} from '../app/live.ts'
import type {Reported} from '../core/answer.ts'
import {timeSpanOf} from '../core/time/time-unit.ts'
import {readBudgets} from '../io/budgets/budgets-file.ts'
import type {RenderOptions} from '../render/options.ts'
import {budgetOutlooks} from './budget-outlooks.ts'
import {budgetStanding} from './budget-standing.ts'
import {speaksUnicode, wantsColor} from './common-flags.ts'
import type {Composition} from './composition.ts'
import {anomaliesOf} from './dashboard-sources.ts'
import type {Renderers} from './finish.ts'
import {look} from './look.ts'
import {monthStartOf} from './period-flags.ts'

/** The bands come from whole days and the time that is left: for so long they are good enough. */
const BANDS_HOLD_MS = 60_000

const FIRST_VIEW: LiveView = {dimension: 'model', unit: 'day', session: null}

/** Whether someone sits before the view and can press keys. */
export function isWatched(): boolean {
  return process.stdout.isTTY === true && process.stdin.isTTY === true && process.env['TERM'] !== 'dumb'
}

/** What the view shows now, and how it goes on. */
export function liveFeed(ports: Composition) {
  const found = look(ports)
  const {ledger, access, problems} = found
  const timezone = ports.zone.name
  const monthStart = monthStartOf(ports, {})
  let bands: {readonly untilMs: number; readonly rests: ReturnType<typeof budgetRests>} | undefined
  const restsAt = (nowMs: number) => {
    if (bands === undefined || nowMs >= bands.untilMs) {
      const {database} = access.ledger
      const outlooks = budgetOutlooks(ports, database, budgetStanding(ports, database))
      bands = {untilMs: nowMs + BANDS_HOLD_MS, rests: budgetRests(outlooks, {nowMs, timezone})}
    }
    return bands.rests
  }
  const state = (view: LiveView): LiveState => {
    const nowMs = ports.clock()
    const rests = restsAt(nowMs)
    const {fromMs, toMs, label} = timeSpanOf('day', nowMs, timezone)
    const anomalies = anomaliesOf(ports, found, {period: {fromMs, toMs, label, timezone}, filters: []})
    const {budgets} = readBudgets(ports.paths.budgets)
    return liveState(ledger, view, {nowMs, timezone, monthStart, budgets, rests, anomalies, problems})
  }
  const poll = (): boolean | string => {
    if (!ports.settings.ingest) return false
    try {
      return access.ingest({}).files.read > 0
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  return {state, poll, now: () => state(FIRST_VIEW), close: () => access.close()}
}

/** Shows the view on the terminal until it is quit. */
export async function watchLive(ports: Composition): Promise<void> {
  const feed = liveFeed(ports)
  const {showLive} = await import('../live/app.tsx')
  const options: RenderOptions = {
    columns: process.stdout.columns,
    color: wantsColor(process.env, true),
    unicode: speaksUnicode(process.env, process.platform),
    home: ports.surroundings.home,
    timezone: ports.zone.name,
  }
  try {
    await showLive({...feed, options}, FIRST_VIEW)
  } finally {
    feed.close()
  }
}

/** The forms of one moment of the view. */
export const liveRenderers: Renderers<LiveState & Reported> = {
  table: async (state, options) => {
    const {liveScreen} = await import('../live/screen.ts')
    const still = {rows: undefined, selected: 0, paused: false, help: false, notice: null}
    return liveScreen(state, still, options).join('\n')
  },
  json: async (state) => (await import('../live/json.ts')).liveJson(state),
}

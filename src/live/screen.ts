import type {LiveState} from '../app/live.ts'
import {costOfTotals, formatCost} from '../render/cost.ts'
import {counted} from '../render/count.ts'
import {glyphsFor} from '../render/glyphs.ts'
import {formatMoney} from '../render/money.ts'
import {formatMoment} from '../render/moment.ts'
import {shortId, shownValue} from '../render/names.ts'
import type {RenderOptions} from '../render/options.ts'
import {formatShare} from '../render/share.ts'
import {visible} from '../render/visible.ts'
import {anomaliesBlock, type BlockOptions, callsBlock, hoursBlock, rowsBlock, sessionsBlock} from './blocks.ts'
import {budgetsBlock} from './budget-bars.ts'
import {beside, fitted, line, type Line, lineText} from './line.ts'

/** How the view stands: beside what it shows. */
export interface ScreenState {
  /** Rows of the terminal; undefined: as many as it takes. */
  readonly rows: number | undefined
  readonly selected: number
  readonly paused: boolean
  readonly help: boolean
  /** What is to be said at the foot, such as trouble. */
  readonly notice: string | null
}

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['d', 'by model, project, arm, agent, skill, tool'],
  ['p', 'today, this week, this month'],
  ['up, down', 'choose a session'],
  ['Enter', 'look into it; Esc or Enter goes back'],
  ['space', 'pause, and go on'],
  ['?', 'this help'],
  ['q', 'quit'],
]

/** The whole view as lines of at most the terminal's width, ready to be written. */
export function liveScreen(state: LiveState, screen: ScreenState, options: RenderOptions): string[] {
  const width = Math.max(40, Math.min(240, options.columns ?? 80))
  const {ellipsis, dot} = glyphsFor(options)
  const head = line(
    `pech live${dot}${formatMoment(state.generatedAtMs, state.timezone)} ${state.timezone}${screen.paused ? `${dot}paused` : ''}`,
    'bold',
  )
  const body = screen.help ? helpLines() : bodyOf(state, screen, options, width)
  const keys = 'd by  p period  Enter open  space pause  ? help  q quit'
  const foot = screen.notice === null ? line(keys, 'dim') : line(visible(screen.notice), 'warning')
  const room = screen.rows === undefined ? Infinity : Math.max(1, screen.rows - 3)
  const lines = [head, ...body.slice(0, room), ...(screen.rows === undefined ? [] : [foot])]
  return lines.map((one) => lineText(fitted(one, width, ellipsis), options.color))
}

function helpLines(): Line[] {
  return [line(''), ...KEYS.map(([key, what]) => [...line(`  ${key.padEnd(10)}`, 'accent'), ...line(what)])]
}

function bodyOf(state: LiveState, screen: ScreenState, options: RenderOptions, width: number): Line[] {
  const glyphs = glyphsFor(options)
  const isWide = width >= 120
  const half = isWide ? Math.floor((width - 3) / 2) : width
  const block: BlockOptions = {
    ...options,
    width: half,
    glyphs,
    selected: screen.rows === undefined ? -1 : screen.selected,
  }
  if (state.drill !== null) return drillLines(state, {...block, width}, options)
  const top = [...figures(state, glyphs.dot), line(''), ...hoursBlock(state, {...block, width})]
  const left = joined([rowsBlock(state, block), budgetsBlock(state, block)])
  const right = joined([sessionsBlock(state, block), callsBlock(state, block), anomaliesBlock(state, block)])
  if (isWide) return [...top, line(''), ...beside(left, right, width, glyphs.ellipsis)]
  const few = (lines: Line[], most: number) => (screen.rows === undefined ? lines : lines.slice(0, most))
  return [
    ...top,
    line(''),
    ...joined([
      few(sessionsBlock(state, block), 6),
      anomaliesBlock(state, block),
      few(rowsBlock(state, block), 6),
      few(budgetsBlock(state, block), 5),
      callsBlock(state, block),
    ]),
  ]
}

function figures(
  {today, totals, view, label, lastHourPicodollars, usualHourPicodollars}: LiveState,
  dot: string,
): Line[] {
  const usual = usualHourPicodollars === null ? '' : ` (usually ${formatMoney(usualHourPicodollars)} in a busy hour)`
  const {estimated} = today
  const guess =
    estimated.costPicodollars === 0n ? '' : ` (and ~${formatMoney(estimated.costPicodollars)} without a price)`
  const spent = [
    `${formatCost(costOfTotals(today))} today${guess}`,
    ...(view.unit === 'day' ? [] : [`${formatCost(costOfTotals(totals))} in ${visible(label)}`]),
    `${formatShare(today.cache.hitRatio)} read from cache`,
    counted(today.calls, 'call'),
  ]
  return [line(spent.join(dot)), line(`${formatMoney(lastHourPicodollars)} in the last hour${usual}`)]
}

function drillLines({drill, timezone}: LiveState, block: BlockOptions, options: RenderOptions): Line[] {
  if (drill === null) return []
  const {session, totals, calls, prompts, subagents} = drill
  const {dot} = block.glyphs
  const about = [
    formatCost(costOfTotals(totals)),
    counted(totals.calls, 'call'),
    `${formatShare(totals.cache.hitRatio)} read from cache`,
    counted(prompts.length, 'prompt'),
    counted(subagents.length, 'subagent'),
  ]
  return joined([
    [
      line(
        `Session ${visible(shortId(session.id))}${session.title === null ? '' : `: ${visible(session.title)}`}`,
        'bold',
      ),
      line(
        [shownValue('project', session.project, options), visible(session.branch), visible(session.arm)].join(dot),
        'dim',
      ),
      line(about.join(dot)),
    ],
    [
      line('Dearest prompts', 'bold'),
      ...[...prompts]
        .sort((a, b) => (a.costPicodollars < b.costPicodollars ? 1 : -1))
        .slice(0, 5)
        .map((prompt) =>
          line(
            `  prompt ${prompt.index}, ${formatMoment(prompt.atMs, timezone)}: ${formatCost(prompt)}, ${counted(prompt.calls, 'call')}`,
          ),
        ),
    ],
    [line('Dearest calls', 'bold'), ...callsBlock({calls, timezone}, block).slice(1)],
  ])
}

function joined(blocks: readonly (readonly Line[])[]): Line[] {
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? [...lines] : [line(''), ...lines]))
}

import {render, Text, useApp, useInput, useWindowSize} from 'ink'
import {useEffect, useState} from 'react'
import {LIVE_DIMENSIONS, LIVE_UNITS, type LiveState, type LiveView} from '../app/live.ts'
import type {RenderOptions} from '../render/options.ts'
import {liveScreen} from './screen.ts'

/** Where the view gets what it shows. */
export interface LiveFeed {
  /** The view as it is now. */
  readonly state: (view: LiveView) => LiveState
  /** Reads what is new in the logs: whether there was something, or trouble in words. */
  readonly poll: () => boolean | string
  readonly options: RenderOptions
}

const POLL_MS = 2000
const LONGEST_POLL_MS = 15_000
/** Looking for news may take a hundredth of the time. */
const POLL_SHARE = 100
/** Without news, times and rates are drawn anew after so many polls. */
const POLLS_WITHOUT_NEWS = 30

/** Shows the view until q, Ctrl-C or the end of the terminal. */
export async function showLive(feed: LiveFeed, view: LiveView): Promise<void> {
  const app = render(<Live feed={feed} first={view} />, {alternateScreen: true, incrementalRendering: true, maxFps: 10})
  await app.waitUntilExit()
}

function Live({feed, first}: {readonly feed: LiveFeed; readonly first: LiveView}) {
  const {exit} = useApp()
  const {columns, rows} = useWindowSize()
  // Keys may come faster than the view is drawn: each changes what the ones before it have made.
  const [{state, selected}, change] = useState(() => ({state: feed.state(first), selected: 0}))
  const [paused, setPaused] = useState(false)
  const [help, setHelp] = useState(false)
  const [notice, setNotice] = useState<string | null>(null)
  const show = (viewOf: (view: LiveView, sessions: LiveState['sessions'], selected: number) => Partial<LiveView>) =>
    change(({state: {view, sessions}, selected}) => {
      return {state: feed.state({...view, ...viewOf(view, sessions, selected)}), selected}
    })
  const select = (step: number) =>
    change(({state, selected}) => {
      return {state, selected: Math.max(0, Math.min(state.sessions.length - 1, selected + step))}
    })

  useEffect(() => {
    if (paused) return undefined
    let quiet = 0
    let timer: NodeJS.Timeout | undefined
    const look = () => {
      const startMs = performance.now()
      const news = feed.poll()
      setNotice(typeof news === 'string' ? news : null)
      quiet = news === true ? 0 : quiet + 1
      if (news === true || quiet % POLLS_WITHOUT_NEWS === 0) show(() => ({}))
      // Looking at many thousands of files takes its time: whoever has that many is asked less often.
      const costMs = performance.now() - startMs
      timer = setTimeout(look, Math.min(LONGEST_POLL_MS, Math.max(POLL_MS, costMs * POLL_SHARE)))
    }
    timer = setTimeout(look, POLL_MS)
    return () => clearTimeout(timer)
  }, [feed, paused])

  useEffect(() => {
    const leave = () => exit()
    process.stdin.once('end', leave)
    return () => void process.stdin.off('end', leave)
  }, [exit])

  useInput((input, key) => {
    if (input === 'q') exit()
    else if (input === '?') setHelp((shown) => !shown)
    else if (input === ' ') setPaused((stopped) => !stopped)
    else if (input === 'd') show(({dimension}) => ({dimension: after(LIVE_DIMENSIONS, dimension)}))
    else if (input === 'p') show(({unit}) => ({unit: after(LIVE_UNITS, unit)}))
    else if (key.upArrow || input === 'k') select(-1)
    else if (key.downArrow || input === 'j') select(1)
    else if (key.escape || key.backspace) show(() => ({session: null}))
    else if (key.return)
      show(({session}, sessions, chosen) => ({session: session === null ? (sessions[chosen]?.id ?? null) : null}))
  })

  const lines = liveScreen(state, {rows, selected, paused, help, notice}, {...feed.options, columns})
  return <Text wrap="truncate-end">{lines.join('\n')}</Text>
}

function after<Value>(values: readonly Value[], value: Value): Value {
  return values[(values.indexOf(value) + 1) % values.length] ?? value
}

/** Progress is shown of work that takes longer than this, milliseconds. */
const PATIENCE_MS = 1000
const REDRAW_MS = 200

/** What is being done, and how its rate is said. */
export interface Work {
  readonly doing: string
  readonly rate: (perSecond: number) => string
}

const READING: Work = {doing: 'reading logs', rate: (bytes) => `${Math.round(bytes / 1e6)} MB/s`}

/** Shows how far work has come. */
export interface Progress {
  readonly onProgress: (done: number, all: number) => void
  /** Takes the line away. */
  readonly clear: () => void
}

/**
 * A line on stderr with percentage, rate and time left, once the work has taken a second. Off a terminal, nothing.
 *
 * @param wanted - False under `--quiet`.
 * @param work - By default the reading of logs, counted in bytes.
 */
export function progressOnStderr(wanted: boolean, work = READING): Progress {
  if (!wanted || !process.stderr.isTTY) return {onProgress: () => {}, clear: () => {}}
  const startedMs = performance.now()
  let drawnMs = 0
  return {
    onProgress: (done, all) => {
      const nowMs = performance.now()
      const elapsedMs = nowMs - startedMs
      if (elapsedMs < PATIENCE_MS || nowMs - drawnMs < REDRAW_MS || all === 0) return
      drawnMs = nowMs
      const perSecond = (1000 * done) / elapsedMs
      const left = perSecond === 0 ? '' : `, ${Math.ceil((all - done) / perSecond)} s left`
      const share = Math.floor((100 * done) / all)
      process.stderr.write(`\r\u001B[K${work.doing}: ${share}%, ${work.rate(perSecond)}${left}`)
    },
    clear: () => {
      if (drawnMs > 0) process.stderr.write('\r\u001B[K')
    },
  }
}

import {performance} from 'node:perf_hooks'

/** Progress is shown of work that takes longer than this, milliseconds. */
const PATIENCE_MS = 1000
const REDRAW_MS = 200

/** Shows how far reading has come. */
export interface Progress {
  readonly onProgress: (doneBytes: number, allBytes: number) => void
  /** Takes the line away. */
  readonly clear: () => void
}

/**
 * A line on stderr with percentage, rate and time left, once the work has taken a second. Off a terminal, nothing.
 *
 * @param wanted - False under `--quiet`.
 */
export function progressOnStderr(wanted: boolean): Progress {
  if (!wanted || !process.stderr.isTTY) return {onProgress: () => {}, clear: () => {}}
  const startedMs = performance.now()
  let drawnMs = 0
  return {
    onProgress: (doneBytes, allBytes) => {
      const nowMs = performance.now()
      const elapsedMs = nowMs - startedMs
      if (elapsedMs < PATIENCE_MS || nowMs - drawnMs < REDRAW_MS || allBytes === 0) return
      drawnMs = nowMs
      const bytesPerMs = doneBytes / elapsedMs
      const left = bytesPerMs === 0 ? '' : `, ${Math.ceil((allBytes - doneBytes) / bytesPerMs / 1000)} s left`
      const share = Math.floor((100 * doneBytes) / allBytes)
      process.stderr.write(`\r\u001B[Kreading logs: ${share}%, ${Math.round(bytesPerMs / 1000)} MB/s${left}`)
    },
    clear: () => {
      if (drawnMs > 0) process.stderr.write('\r\u001B[K')
    },
  }
}

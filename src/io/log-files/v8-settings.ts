import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8'

/** Size of V8's young generation at which collecting costs little and memory stays small. */
export const YOUNG_BYTES = 12 * 1024 * 1024

let beforeChange = () => {}

/**
 * V8 takes code that was compiled earlier only under the settings under which it was kept, and settings that were changed
 * and changed back count as others. So what keeps code must do it before, and no thread should start after.
 *
 * @param work - Done once, before settings change for the first time.
 */
export function beforeSettingsChange(work: () => void): void {
  beforeChange = work
}

/**
 * Left to itself V8 compiles at its best what has run a few thousand times, and a sixth of the time of a large ingest goes
 * into that.
 */
export function optimiseLate(): void {
  change('--invocation-count-for-turbofan=200000')
}

/**
 * Parsed lines leave much behind, for which V8's young generation would grow to three times what the work needs: it may
 * grow no further once it is large enough. Workers have a limit of their own.
 *
 * @returns Whether it is.
 */
export function capYoungGeneration(): boolean {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
  if (young === undefined || young.space_size < YOUNG_BYTES) return false
  change('--semi-space-growth-factor=1')
  return true
}

/** Lets the young generation grow as V8 does by itself. */
export function freeYoungGeneration(): void {
  change('--semi-space-growth-factor=2')
}

function change(setting: string): void {
  beforeChange()
  beforeChange = () => {}
  setFlagsFromString(setting)
}

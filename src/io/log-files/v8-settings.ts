import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8'

/** Size of V8's young generation at which collecting costs little and memory stays small. */
export const YOUNG_BYTES = 12 * 1024 * 1024

/** Code that is compiled as a command runs, for its next starts. */
export interface CompiledCode {
  /** Whether this start adds to what is kept. */
  readonly isLearning: boolean
  keep(): void
}

let compiled: CompiledCode = {isLearning: false, keep: () => {}}
let isChanged = false

/**
 * V8 takes code that was compiled earlier only under the settings under which it was kept, and settings that were changed
 * and changed back count as others. So it is kept before they change, and no thread should start after.
 *
 * @param code - Kept once, before settings change for the first time.
 */
export function keepBeforeChange(code: CompiledCode): void {
  compiled = code
  isChanged = false
}

/** {@link optimiseLate}, where nothing of what is still to be compiled is to be kept. */
export function optimiseLateOnceLearned(): void {
  if (!compiled.isLearning) optimiseLate()
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
  if (!isChanged) compiled.keep()
  isChanged = true
  setFlagsFromString(setting)
}

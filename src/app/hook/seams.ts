import type {Gate} from '../ports/gate.ts'
import type {HookInput} from './hook-input.ts'

/** Work beside the gate that hooks offer a place to; each part may record events. */
export interface HookSeams {
  /** After new calls were posted. @returns A line for the user, or null. */
  readonly observe: (gate: Gate, input: HookInput) => string | null
  /** Before a session's context is compacted. */
  readonly learn: (gate: Gate, input: HookInput) => void
}

/** Nothing is observed and nothing learned. */
export const NO_SEAMS: HookSeams = {observe: () => null, learn: () => {}}

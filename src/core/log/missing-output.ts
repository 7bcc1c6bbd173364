import type {CallState} from './copy.ts'

/**
 * How much output the log is missing, estimated from below: a call is a lower bound when no copy has a stop reason and
 * twice its recorded output is less than what its visible content implies (a quarter token per character).
 *
 * @returns Missing output tokens (implied − recorded), or null when the call is no lower bound.
 */
export function missingOutputTokens(state: Pick<CallState, 'best' | 'blocks'>): number | null {
  if (state.blocks === null) return null
  const characters = state.blocks.reduce((sum, block) => sum + block.characters, 0)
  const implied = Math.floor(characters / 4)
  const recorded = state.best.usage.tokens.output
  return 2 * recorded < implied ? implied - recorded : null
}

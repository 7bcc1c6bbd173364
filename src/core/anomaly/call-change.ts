import {type Tokens, promptTokens} from '../tokens.ts'

/** What is compared: one call, or the usual one (mean tokens; the model and agent most often seen). */
export interface CallProfile {
  /** Tokens by class; means may be fractions. */
  readonly tokens: Tokens
  readonly model: string
  readonly agent: string
}

/** A figure before (usual) and after (this call). */
export interface Change<Value> {
  readonly before: Value
  readonly after: Value
}

/** What is different about a call, in figures. */
export interface CallChange {
  /** Cache reads / (input + cache reads + cache writes), 0…1; null where the prompt was empty. */
  readonly cacheHitRatio: Change<number | null>
  /** Size of the prompt: input + cache reads + cache writes, in tokens. */
  readonly contextTokens: Change<number>
  readonly outputTokens: Change<number>
  /** Null where it is the same. */
  readonly model: Change<string> | null
  readonly agent: Change<string> | null
}

/**
 * The figures beside an alert: how this call differs from the usual one.
 *
 * @param usual - Means over the window.
 * @param actual - The call.
 * @returns Before and after of each figure.
 */
export function callChange(usual: CallProfile, actual: CallProfile): CallChange {
  return {
    cacheHitRatio: {before: cacheHitRatio(usual.tokens), after: cacheHitRatio(actual.tokens)},
    contextTokens: {before: promptTokens(usual.tokens), after: promptTokens(actual.tokens)},
    outputTokens: {before: usual.tokens.output, after: actual.tokens.output},
    model: changed(usual.model, actual.model),
    agent: changed(usual.agent, actual.agent),
  }
}

function cacheHitRatio(tokens: Tokens): number | null {
  const prompt = promptTokens(tokens)
  return prompt > 0 ? tokens.cacheRead / prompt : null
}

function changed(before: string, after: string): Change<string> | null {
  return before === after ? null : {before, after}
}

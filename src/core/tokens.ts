/** The five classes of tokens that are priced apart. Thinking tokens are inside `output`. */
export const TOKEN_CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const

/** One of the five token classes. */
export type TokenClass = (typeof TOKEN_CLASSES)[number]

/** Tokens of one call or of many, by class; whole numbers ≥ 0. */
export type Tokens = Record<TokenClass, number>

/** Tokens by class as bigint, for sums that may pass 2^53. */
export type TokenSums = Record<TokenClass, bigint>

/**
 * The size of a request as the rate card's conditions mean it.
 *
 * @param tokens - Tokens of one call.
 * @returns input + cache reads + cache writes, in tokens.
 */
export function promptTokens(tokens: Tokens): number {
  return tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h
}

/**
 * @param tokens - Tokens of one call.
 * @returns All classes together, in tokens.
 */
export function totalTokens(tokens: Tokens): number {
  return promptTokens(tokens) + tokens.output
}

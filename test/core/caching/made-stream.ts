import type {StreamCall} from '../../../src/core/caching/stream-call.ts'

export const MINUTE = 60_000

/** A call at $4 input, $20 output, $0.40 read, $5 and $8 write per million tokens. */
export function madeCall(
  atMs: number,
  tokens: Partial<StreamCall['tokens']>,
  more: Partial<Omit<StreamCall, 'tokens'>> = {},
): StreamCall {
  return {
    callId: `call-${atMs}`,
    atMs,
    model: 'claude-opus-5',
    agent: 'main',
    session: 'session-1',
    entrypoint: 'cli',
    tokens: {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, ...tokens},
    priced: true,
    rate: {
      input: 4_000_000n,
      output: 20_000_000n,
      cacheRead: 400_000n,
      cacheWrite5m: 5_000_000n,
      cacheWrite1h: 8_000_000n,
      webSearch: 10_000_000_000n,
    },
    unread5m: 0,
    unread1h: 0,
    tools: [],
    inScope: true,
    ...more,
  }
}

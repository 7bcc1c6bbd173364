/** Calls, tokens and money that belong together. */
export interface FindingTally {
  calls: number
  tokens: number
  picodollars: bigint
}

/**
 * Tallies by key.
 *
 * @returns `of` makes the tally of a key when it is first asked for; `entries` are in the order in which keys came.
 */
export function tallyByKey(): {
  readonly of: (key: string) => FindingTally
  readonly entries: () => readonly (readonly [string, FindingTally])[]
} {
  const tallies = new Map<string, FindingTally>()
  return {
    of(key) {
      let tally = tallies.get(key)
      if (tally === undefined) tallies.set(key, (tally = {calls: 0, tokens: 0, picodollars: 0n}))
      return tally
    },
    entries: () => [...tallies],
  }
}

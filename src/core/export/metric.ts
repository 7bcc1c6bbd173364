/** One value of a metric. */
export interface Sample {
  /** Names as Prometheus takes them; values from anywhere. */
  readonly labels: Readonly<Record<string, string>>
  /** A decimal text where digits count (money), else a whole number. */
  readonly value: bigint | {readonly decimal: string}
}

/** A metric with all its values. */
export interface Metric {
  /** Snake case, base unit last, counters end with `_total`. */
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge'
  /** No two have the same labels. */
  readonly samples: readonly Sample[]
}

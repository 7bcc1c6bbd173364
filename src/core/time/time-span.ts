/** A named stretch of time, half-open: `fromMs` ≤ t < `toMs`, milliseconds since 1970. Labels of one unit are unique, but sort by `fromMs`. */
export interface TimeSpan {
  readonly label: string
  readonly fromMs: number
  readonly toMs: number
}

import type {Reported} from '../answer.ts'

/** One thing that is in force. */
export interface ConfigEntry {
  readonly name: string
  readonly value: string
  /** The flag, variable or file that decided, or `default`. */
  readonly origin: string
}

/** The answer of `pech config`. */
export interface ConfigReport extends Reported {
  readonly generatedAtMs: number
  readonly entries: readonly ConfigEntry[]
}

import type {Reported} from '../answer.ts'
import type {CostPattern} from './cost-pattern.ts'

/** The answer of `pech learn`. */
export interface LearnReport extends Reported {
  readonly command: 'show' | 'export' | 'reset'
  readonly generatedAtMs: number
  /** Sessions that have taught since the last reset. */
  readonly sessions: number
  /** By key; empty after a reset. */
  readonly patterns: ReadonlyMap<string, CostPattern>
  /** How many patterns were forgotten; 0 but for a reset. */
  readonly forgotten: number
}

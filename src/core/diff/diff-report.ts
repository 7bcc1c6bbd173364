import type {Reported} from '../answer.ts'
import type {Comparison} from './compare-sides.ts'
import type {Gate} from './judge-diff.ts'

/** The answer of `pech diff`. */
export interface DiffReport extends Reported {
  readonly generatedAtMs: number
  readonly comparison: Comparison
  readonly gate: Gate
}

import type {Reported} from '../../answer.ts'
import type {Repricing} from '../repricing.ts'
import type {CardDifference} from './diff-cards.ts'
import type {PriceFormat, SkippedField} from './price-source.ts'
import type {Proposal, UpdatePlan} from './update-plan.ts'

/** Why an update was not made. */
export type UpdateRefusal = 'undated' | 'too-early' | 'suspicious'

/** The answer of `pech rates update`. */
export interface RatesUpdated extends Reported {
  readonly command: 'update'
  readonly generatedAtMs: number
  /** The file or address, and what it is. */
  readonly source: {readonly from: string; readonly format: PriceFormat}
  /** `unchanged`: nothing to do; `planned`: a dry run; `applied`; `refused`: see there. */
  readonly state: 'unchanged' | 'planned' | 'applied' | 'refused'
  readonly refusal: UpdateRefusal | null
  readonly proposals: readonly (Proposal & {readonly suspicious: boolean})[]
  /** All that the new card has otherwise than the old one, ends of rows too. */
  readonly differences: readonly CardDifference[]
  readonly plan: Pick<UpdatePlan, 'agreeing' | 'outdated' | 'undated' | 'tooEarly' | 'incomplete'>
  readonly skipped: readonly SkippedField[]
  /** The card file; written only when `applied`. */
  readonly file: string
}

/** The answer of `pech rates diff`. */
export interface RatesDiffed extends Reported {
  readonly command: 'diff'
  readonly generatedAtMs: number
  readonly old: string
  readonly new: string
  readonly differences: readonly CardDifference[]
}

/** One line of the history of a card file. */
export interface CardHistoryEntry {
  readonly schema: 'pech/rate-card-history@1'
  readonly at: string
  readonly source: string
  readonly format: PriceFormat
  readonly effective: string | null
  /** Fingerprint of the card before. */
  readonly before: string
  readonly differences: readonly CardDifference[]
}

/** The answer of `pech rates reprice`. */
export interface RatesRepriced extends Reported {
  readonly command: 'reprice'
  readonly generatedAtMs: number
  /** Calls from this moment on, milliseconds since 1970. */
  readonly fromMs: number
  readonly dryRun: boolean
  readonly repricing: Repricing
}

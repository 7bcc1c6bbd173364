import type {Problem} from '../problem.ts'
import type {RateCard} from './rate-card.ts'

/** The rate card in force, and where it comes from. */
export interface RateCardInForce {
  readonly card: RateCard
  /** `built-in`, or the path of the user's own card. */
  readonly source: string
  /** The card as its file holds it: whatever is changed in it can be told from this. */
  readonly content: unknown
  /** Another content has another fingerprint: the first 16 hexadecimal digits of its SHA-256. */
  readonly fingerprint: string
  /** `RATE_CARD_INVALID` when the user's card cannot be used and the built-in one is in force instead. */
  readonly problems: readonly Problem[]
}

/** What a rate card file holds before it is judged, or why it could not be read. */
export type CardContent =
  | {readonly kind: 'read'; readonly source: string; readonly json: unknown}
  | {readonly kind: 'unreadable'; readonly source: string; readonly reason: string}

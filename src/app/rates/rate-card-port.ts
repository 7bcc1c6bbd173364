import type {Problem} from '../../core/problem.ts'
import type {RateCard} from '../../core/rates/rate-card.ts'

/** What the use cases about rates need from outside. */
export interface RatesPorts {
  readonly clock: () => number
  readonly rateCards: RateCardPort
}

/** Gives rate cards. */
export interface RateCardPort {
  /** The card in force: the user's own, else the built-in one. */
  inForce(): RateCardInForce
  /** The content of the card in force before it was read, for judging it. */
  contentInForce(): CardContent
  /** The content of a file. */
  contentOf(path: string): CardContent
}

/** The card in force and where it comes from. */
export interface RateCardInForce {
  readonly card: RateCard
  /** `built-in`, or a path. */
  readonly source: string
  readonly fingerprint: string
  readonly problems: readonly Problem[]
}

/** What a file holds, or why it could not be read. */
export type CardContent =
  | {readonly kind: 'read'; readonly source: string; readonly json: unknown}
  | {readonly kind: 'unreadable'; readonly source: string; readonly reason: string}

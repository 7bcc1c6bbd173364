import type {CardContent, RateCardInForce} from '../../core/rates/card-in-force.ts'

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

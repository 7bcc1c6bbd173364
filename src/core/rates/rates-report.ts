import type {Reported} from '../answer.ts'
import type {CardFinding} from './card-finding.ts'
import type {MissingModel} from './missing-models.ts'
import type {CardModel, CardModifiers, CardRow} from './rate-card.ts'

/** The card that an answer was taken from. */
export interface CardFacts {
  /** `built-in`, or the path of a file. */
  readonly source: string
  readonly verifiedAt: string
  readonly ageDays: number
  readonly fingerprint: string
}

/** A model with the rows that are shown. */
export interface ShownModel {
  readonly model: Omit<CardModel, 'rows'>
  /** Latest first, then base, long context, fast; `inForce` at the moment asked for. */
  readonly rows: readonly {readonly row: CardRow; readonly inForce: boolean}[]
}

/** The answer of `pech rates show`. */
export interface RatesShown extends Reported {
  readonly command: 'show'
  readonly generatedAtMs: number
  readonly card: CardFacts
  /** The moment whose rates are shown. */
  readonly atMs: number
  /** The name that was asked for, where it led, and its other names; null for the list of all models. */
  readonly asked: {readonly name: string; readonly id: string; readonly aliases: readonly string[]} | null
  /** Newest first. */
  readonly models: readonly ShownModel[]
  readonly modifiers: CardModifiers
  /** Descriptions of the sources that the rows name. */
  readonly sources: ReadonlyMap<string, string>
}

/** The answer of `pech rates check`. */
export interface RatesChecked extends Reported {
  readonly command: 'check'
  readonly generatedAtMs: number
  /** `built-in`, or the path of the file. */
  readonly source: string
  /** null when the card cannot be used. */
  readonly size: {readonly models: number; readonly rows: number} | null
  /** null when the card cannot be used. */
  readonly ageDays: number | null
  readonly findings: readonly CardFinding[]
  /** Models with calls in the ledger and without a price on the card; empty when the card cannot be used. */
  readonly missing: readonly MissingModel[]
}

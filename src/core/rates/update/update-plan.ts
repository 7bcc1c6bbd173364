import type {Picodollars} from '../../money/picodollars.ts'
import type {TokenClass} from '../../tokens.ts'
import type {CardRow} from '../rate-card.ts'

/** What confirmation is demanded above, percent. */
export const SUSPICIOUS_PERCENT = 20

/** A change of one price. */
export interface Proposal {
  readonly model: string
  /** The condition of the row as the card writes it; `any` for the base price. */
  readonly condition: string
  readonly field: TokenClass
  /** Picodollars per token; null: the card has none. */
  readonly old: Picodollars | null
  readonly new: Picodollars
  /** Change in percent of the old price; null where there is none, or it is 0. */
  readonly pct: number | null
  /** First day of the new price; null: nobody has said it. */
  readonly from: string | null
}

/** The end of a price that stood open. */
export interface PlannedEnd {
  readonly model: string
  readonly row: CardRow
  readonly to: string
}

/** A row to be added; `replaces` ends on its first day. */
export interface PlannedRow {
  readonly model: string
  readonly released: string | null
  readonly row: CardRow
  readonly replaces: CardRow | null
  /** Classes that the table does not state: their price stays. */
  readonly kept: readonly TokenClass[]
}

/** What an update would do, and what it cannot do. */
export interface UpdatePlan {
  readonly proposals: readonly Proposal[]
  readonly rows: readonly PlannedRow[]
  readonly ends: readonly PlannedEnd[]
  /** Prices of the table that the card holds already. */
  readonly agreeing: number
  /** The table still states prices that the card has ended. */
  readonly outdated: readonly {readonly model: string; readonly condition: string; readonly endedOn: string}[]
  /** Models whose change has no first day. */
  readonly undated: readonly string[]
  /** Changes whose first day is not after that of the row that they would end. */
  readonly tooEarly: readonly {readonly model: string; readonly condition: string; readonly from: string}[]
  /** New prices that lack classes. */
  readonly incomplete: readonly {readonly model: string; readonly missing: readonly TokenClass[]}[]
}

/**
 * Whether a change may only be made with a person's word: more than 20 % up or down, or a price of a known model that the
 * card does not have.
 *
 * @param proposal - The change.
 * @param isKnownModel - Whether the card has prices of this model.
 */
export function isSuspicious(proposal: Pick<Proposal, 'pct'>, isKnownModel: boolean): boolean {
  return proposal.pct === null ? isKnownModel : Math.abs(proposal.pct) > SUSPICIOUS_PERCENT
}

/**
 * The change from one price to another, percent of the old one.
 *
 * @returns null without an old price, or when it is 0.
 */
export function percentChange(old: Picodollars | null, now: Picodollars): number | null {
  return old === null || old === 0n ? null : (Number(now - old) / Number(old)) * 100
}

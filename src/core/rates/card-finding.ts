/** What is wrong, or worth knowing, about a rate card or a price overlay; the English stands in `render/rates.ts`. */
export interface CardFinding {
  readonly code: CardFindingCode
  /** `error`: the card is not used. `warning` and `notice`: it is. */
  readonly severity: 'error' | 'warning' | 'notice'
  /** The place as a path, such as `models[3].rows[1].usdPerMillion.input`; empty for the whole card. */
  readonly where: string
  readonly facts: Readonly<Record<string, string | number>>
}

/** Codes of findings. */
export type CardFindingCode =
  | 'FIELD_TYPE'
  | 'FIELD_UNKNOWN'
  | 'DATE_INVALID'
  | 'PERIOD_EMPTY'
  | 'SIZES_EMPTY'
  | 'MODEL_DUPLICATE'
  | 'PRICE_NOT_FOUND'
  | 'ALIAS_SHADOWS_MODEL'
  | 'ALIAS_UNKNOWN_MODEL'
  | 'SOURCE_UNKNOWN'
  | 'RATE_NOT_DECIMAL'
  | 'RATE_NOT_EXACT'
  | 'RATE_ORDER'
  | 'RATES_ZERO'
  | 'ROWS_OVERLAP'
  | 'ROWS_GAP'
  | 'MODIFIER_RANGE'
  | 'OVERRIDE_INCOMPLETE'
  | 'CARD_AGEING'
  | 'CARD_OLD'
  | 'CARD_EXPIRED'
  | 'CARD_FROM_FUTURE'

/**
 * Whether a list of findings forbids the use of the card.
 *
 * @param findings - Any number; an empty list does not.
 */
export function hasErrors(findings: readonly CardFinding[]): boolean {
  return findings.some((finding) => finding.severity === 'error')
}

import type {CardFinding} from './card-finding.ts'

/** Days up to which a card counts as fresh. */
export const FRESH_DAYS = 60
/** Days up to which an old card is only a notice. */
export const NOTICE_DAYS = 90
/** Days up to which an old card is a warning; beyond, it is an error. */
export const WARNING_DAYS = 180

const DAY_MS = 86_400_000

/**
 * How old a rate card is, counted from the day of its own verification.
 *
 * @param verifiedAt - `YYYY-MM-DD`, taken as UTC midnight.
 * @param nowMs - The clock, milliseconds since 1970.
 * @returns Whole days (-1 is still this day somewhere on earth), and a finding: none up to 60 days, a notice up to 90, a
 * warning up to 180, an error beyond; a warning for a card from the future.
 */
export function rateCardAge(verifiedAt: string, nowMs: number): {ageDays: number; finding: CardFinding | null} {
  const ageDays = Math.floor((nowMs - Date.parse(`${verifiedAt}T00:00:00Z`)) / DAY_MS)
  const finding = (code: CardFinding['code'], severity: CardFinding['severity']) => ({
    ageDays,
    finding: {code, severity, where: 'verifiedAt', facts: {verifiedAt, ageDays}},
  })
  if (ageDays < -1) return finding('CARD_FROM_FUTURE', 'warning')
  if (ageDays <= FRESH_DAYS) return {ageDays, finding: null}
  if (ageDays <= NOTICE_DAYS) return finding('CARD_AGEING', 'notice')
  if (ageDays <= WARNING_DAYS) return finding('CARD_OLD', 'warning')
  return finding('CARD_EXPIRED', 'error')
}

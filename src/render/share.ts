/**
 * A share for people: `73%`, `4.2%` below ten, `<0.1%` when it is less but not nothing, `-` when there is none.
 *
 * @param share - 0…1, or null when there is nothing to share.
 */
export function formatShare(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return '-'
  const percent = share * 100
  if (percent > 0 && percent < 0.05) return '<0.1%'
  if (percent < 9.95 && percent > 0) return `${percent.toFixed(1)}%`
  // All is only said of all.
  return `${percent < 100 ? Math.min(99, Math.round(percent)) : Math.round(percent)}%`
}

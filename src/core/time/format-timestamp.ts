/**
 * RFC 3339 in UTC with milliseconds, `2026-11-15T10:00:00.000Z`.
 *
 * @param atMs - Milliseconds since 1970, whole.
 * @throws RangeError when it is not a finite number.
 */
export function formatTimestamp(atMs: number): string {
  return new Date(atMs).toISOString()
}

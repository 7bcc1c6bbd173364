import {PechError} from '../core/problem.ts'

/** Tells the time: milliseconds since 1970. */
export type Clock = () => number

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/

/**
 * The machine's clock, or one that stands still at `fixedAt` (RFC 3339; empty counts as absent).
 *
 * @throws PechError `CLOCK_INVALID` when `fixedAt` is not a time.
 */
export function clockFrom(fixedAt: string | undefined): Clock {
  if (!fixedAt) return Date.now
  const fixedMs = rfc3339.test(fixedAt) ? Date.parse(fixedAt) : Number.NaN
  if (Number.isNaN(fixedMs)) {
    throw new PechError(
      'CLOCK_INVALID',
      `PECH_NOW is no RFC 3339 time: ${JSON.stringify(fixedAt)}`,
      'write it like 2026-10-04T12:00:00Z, or unset it',
    )
  }
  return () => fixedMs
}

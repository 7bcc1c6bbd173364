const UNITS = ['', 'K', 'M', 'B', 'T'] as const
const TRILLION = 1_000_000_000_000n
/** Numbers up to here are exact, with a digit to spare. */
const MANY_TRILLIONS = 100_000_000_000_000

/**
 * A count in five characters or so: `999`, `1.2K`, `134.9M`, `2.0B`. Halves round up; from a thousand on one decimal is kept.
 *
 * @param count - Whole, ≥ 0; from 10^15 on the number of trillions has separators.
 */
export function compactCount(count: bigint): string {
  // numbers are exact here, and much faster than bigint where a table has thousands of rows
  const number = Number(count)
  if (number >= MANY_TRILLIONS) return compactTrillions(count)
  if (number < 1000) return String(number)
  let unit = 1
  let tenths = roundedTenths(number, unit)
  while (tenths >= 10_000) {
    unit++
    tenths = roundedTenths(number, unit)
  }
  return `${Math.floor(tenths / 10)}.${tenths % 10}${UNITS[unit]}`
}

/** A whole count with separators of thousands: `134,912,004`. A number is to be exact. */
export function withThousands(count: number | bigint): string {
  const number = Number(count)
  if (number >= 0 && number < 1000) return String(number)
  const digits = String(count)
  const first = count < 0 ? 1 : 0
  let rest = digits.length
  let groups = ''
  for (; rest - first > 3; rest -= 3) groups = `,${digits.slice(rest - 3, rest)}${groups}`
  return digits.slice(0, rest) + groups
}

/**
 * A count with its noun: `1 call`, `12,345 calls`.
 *
 * @param count - Whole, ≥ 0.
 * @param noun - In the singular; the plural is made with `s`.
 */
export function counted(count: bigint | number, noun: string): string {
  return `${withThousands(BigInt(count))} ${noun}${BigInt(count) === 1n ? '' : 's'}`
}

/** A size of files: `0 B`, `651 B`, `685 kB`, `1.2 MB`, `3.4 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  return bytes < 999_950_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

function roundedTenths(count: number, unit: number): number {
  const size = 1000 ** unit
  const raised = count * 10 + size / 2
  return (raised - (raised % size)) / size
}

function compactTrillions(count: bigint): string {
  const tenths = (count * 10n + TRILLION / 2n) / TRILLION
  return `${withThousands(tenths / 10n)}.${tenths % 10n}T`
}

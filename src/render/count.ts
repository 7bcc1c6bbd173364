const UNITS = ['', 'K', 'M', 'B', 'T'] as const

/**
 * A count in five characters or so: `999`, `1.2K`, `134.9M`, `2.0B`. Halves round up; from a thousand on one decimal is kept.
 *
 * @param count - Whole, ≥ 0; from 10^15 on the number of trillions has separators.
 */
export function compactCount(count: bigint): string {
  if (count < 1000n) return String(count)
  let unit = 1
  let tenths = (count * 10n + 500n) / 1000n
  while (tenths >= 10_000n && unit < UNITS.length - 1) {
    unit++
    tenths = roundedTenths(count, unit)
  }
  return `${withThousands(tenths / 10n)}.${tenths % 10n}${UNITS[unit]}`
}

/** A whole count with separators of thousands: `134,912,004`. */
export function withThousands(count: bigint): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
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

function roundedTenths(count: bigint, unit: number): bigint {
  const size = 1000n ** BigInt(unit)
  return (count * 10n + size / 2n) / size
}

import fc from 'fast-check'

/** Zones of every awkward kind: quarter hours, half-hour summer time, days left out, clocks changed at midnight or a minute past it. */
export const awkwardZones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Nuuk',
  'America/Recife',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Eucla',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Antarctica/Casey',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Kwajalein',
]

export const anyZone = fc.constantFrom(...awkwardZones)

/** 1971 to 2060, and a few of the years up to 9999. */
export const anyInstant = fc.oneof(
  {weight: 4, arbitrary: fc.integer({min: Date.UTC(1971, 0, 1), max: Date.UTC(2060, 0, 1)})},
  {weight: 1, arbitrary: fc.integer({min: Date.UTC(2037, 0, 1), max: Date.UTC(2039, 0, 1)})},
  {weight: 1, arbitrary: fc.integer({min: Date.UTC(9990, 0, 1), max: Date.UTC(9999, 11, 31)})},
)

/** The instant of a RFC 3339 text, by the runtime. */
export function at(text: string): number {
  const atMs = Date.parse(text)
  if (Number.isNaN(atMs)) throw new RangeError(text)
  return atMs
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `YYYY-MM-DD HH:MM:SS` of a zone's clocks, by the runtime. */
export function clockOf(zone: string, atMs: number): string {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short', timeStyle: 'medium'})
    formats.set(zone, format)
  }
  return format.format(atMs)
}

/** UTC offset by the runtime, in milliseconds. */
function runtimeOffsetMs(zone: string, secondMs: number): number {
  return at(`${clockOf(zone, secondMs).replace(' ', 'T')}Z`) - secondMs
}

/** The instants from 1971 to 2040 at which a zone's clocks change, by the runtime; to the second. */
function changesOf(zone: string): number[] {
  const changes: number[] = []
  const stepMs = 6 * 86_400_000
  for (let fromMs = Date.UTC(1971, 0, 1); fromMs < Date.UTC(2040, 0, 1); fromMs += stepMs) {
    const beforeMs = runtimeOffsetMs(zone, fromMs)
    if (beforeMs === runtimeOffsetMs(zone, fromMs + stepMs)) continue
    let low = fromMs
    let high = fromMs + stepMs
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000
      if (runtimeOffsetMs(zone, middle) === beforeMs) low = middle
      else high = middle
    }
    changes.push(high)
  }
  return changes
}

const nearChange = fc
  .constantFrom(...awkwardZones.flatMap((zone) => changesOf(zone).map((changeMs) => ({zone, changeMs}))))
  .chain(({zone, changeMs}) =>
    fc
      .oneof(
        fc.integer({min: -2, max: 2}),
        fc.integer({min: -7_200_000, max: 7_200_000}),
        fc.integer({min: -1e8, max: 1e8}),
      )
      .map((distanceMs): [string, number] => [zone, changeMs + distanceMs]),
  )

/** A zone and an instant, half of them near a change of the zone's clocks. */
export const anywhere: fc.Arbitrary<[string, number]> = fc.oneof(fc.tuple(anyZone, anyInstant), nearChange)

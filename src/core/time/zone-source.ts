/** Local time minus UTC in milliseconds, at an instant; +3,600,000 for Berlin in winter. */
export type OffsetSource = (atMs: number) => number

const sources = new Map<string, OffsetSource>([
  ['UTC', () => 0],
  ['Etc/UTC', () => 0],
  ['GMT', () => 0],
  ['Etc/GMT', () => 0],
])

/**
 * Where a zone's offsets come from: Intl, but for UTC, which must cost nothing.
 *
 * The first `Intl.DateTimeFormat` of a process costs about 20 ms, each further one 0.2 ms, so every zone gets one, when first asked for.
 *
 * @param zone - IANA name.
 * @throws RangeError when the zone does not exist (see `isTimeZone`).
 */
export function zoneSource(zone: string): OffsetSource {
  const known = sources.get(zone)
  if (known) return known
  const source = intlSource(zone)
  sources.set(zone, source)
  return source
}

/**
 * Lets a process that must start in milliseconds spare the 20 ms of Intl: it hands in a quicker source for one zone, such as the local
 * time of the process itself. To be called before the first question about that zone.
 *
 * @param zone - IANA name.
 * @param source - Must give what Intl gives for that zone at every instant from 1970 on; anything else makes results wrong.
 */
export function offerZoneSource(zone: string, source: OffsetSource): void {
  sources.set(zone, source)
}

function intlSource(zone: string): OffsetSource {
  // Intl also takes '+02:00' on some versions of Node and not on others.
  if (!/^[a-z]/i.test(zone)) throw new RangeError(`not an IANA time zone: ${zone}`)
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  return (atMs) => {
    const wholeSecond = Math.floor(atMs / 1000) * 1000
    const [month = 0, day = 0, year = 0, ...clock] = Array.from(format.format(wholeSecond).matchAll(/\d+/g), Number)
    const [hour = 0, minute = 0, second = 0] = clock
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecond
  }
}

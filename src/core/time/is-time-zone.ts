import {zoneSource} from './zone-source.ts'

/**
 * Whether a name is a time zone that this runtime knows.
 *
 * @param name - An IANA name such as `Europe/Berlin`; letter case does not matter. Offsets such as `+02:00` and the empty text are none.
 */
export function isTimeZone(name: string): boolean {
  try {
    zoneSource(name)
    return true
  } catch {
    return false
  }
}

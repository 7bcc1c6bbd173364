import {readlinkSync} from 'node:fs'
import {offerZoneSource} from '../core/time/zone-source.ts'

const IANA = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/

/**
 * The machine's time zone. Asking Intl costs a hook 20 ms, so `TZ` and the system's own link are asked first.
 *
 * @returns An IANA name.
 */
export function machineZone(env: Readonly<Record<string, string | undefined>>): string {
  const variable = env['TZ']?.replace(/^:/, '')
  if (variable !== undefined && IANA.test(variable)) return variable
  if (variable === undefined) {
    const linked = /zoneinfo\/(.+)$/.exec(linkOf('/etc/localtime'))?.[1]
    if (linked !== undefined && IANA.test(linked)) return linked
  }
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/**
 * Makes a process that answers one question keep the clocks of one zone, so that nothing has to ask Intl for them. The
 * zone must exist.
 */
export function keepClocksOf(zone: string): void {
  if (process.env['TZ'] !== zone) process.env['TZ'] = zone
  offerZoneSource(zone, (atMs) => -60_000 * new Date(atMs).getTimezoneOffset())
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

import {readdirSync, readlinkSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {offerZoneSource} from '../core/time/zone-source.ts'

const ZONE_FILES = '/usr/share/zoneinfo'
const LOCALTIME = '/etc/localtime'

/** Regions of the tz database; the old names beside them (`EST5EDT`, `US/Eastern`) are left to Intl. */
const REGIONAL =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(\/[A-Za-z0-9_+-]+){1,2}$/
const UTC = /^(Etc\/)?(UTC|UCT|Universal|Zulu)$/

let processZone: string | undefined

/**
 * The machine's time zone: `TZ`, else where `/etc/localtime` leads, else what Intl says, whose first answer costs 20 ms.
 *
 * @param localtime - The link that names the zone.
 */
export function machineZone(env: Readonly<Record<string, string | undefined>>, localtime = LOCALTIME): string {
  // Once this process has taken on a zone, TZ says that one, and no longer the machine's.
  const tz = processZone === undefined ? env['TZ'] : undefined
  const name = tz ? tz.replace(/^:/, '') : linkedZone(localtime)
  if (name !== undefined && UTC.test(name)) return 'UTC'
  if (name !== undefined && isZoneFile(name)) return name
  return new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC'
}

/**
 * Lets this process live in a zone, so that questions about it are answered by `Date` in microseconds instead of by Intl, which takes
 * 20 ms to load. Does nothing where that is not certain to be the same: then Intl is asked as before. One zone per process.
 *
 * `Date` agrees with Intl from 2001 on, decades before the first log; it overlooks changes of the clocks that are less than 19 days
 * apart, the last of which were in Recife in October 2000.
 *
 * @param name - Any text; need not be a zone.
 */
export function liveInZone(name: string): void {
  if (processZone !== undefined || name === 'UTC' || !isZoneFile(name)) return
  const before = process.env['TZ']
  process.env['TZ'] = name
  // A zone that this Node does not know would silently be UTC.
  if (processOffsetMs(Date.UTC(2026, 0, 1)) !== 0 || processOffsetMs(Date.UTC(2026, 6, 1)) !== 0) {
    processZone = name
    offerZoneSource(name, processOffsetMs)
  } else if (before === undefined) delete process.env['TZ']
  else process.env['TZ'] = before
}

/** Whether the machine's tz database has a zone of exactly this name; where letter case does not matter to the disk, it does here. */
function isZoneFile(name: string): boolean {
  if (!REGIONAL.test(name)) return false
  const file = join(ZONE_FILES, name)
  try {
    return readdirSync(dirname(file)).includes(file.slice(dirname(file).length + 1))
  } catch {
    return false
  }
}

function linkedZone(localtime: string): string | undefined {
  try {
    return /\/zoneinfo\/(.+)$/.exec(readlinkSync(localtime))?.[1]
  } catch {
    return undefined
  }
}

/** Local time of this process minus UTC, to the second as Intl has it. */
function processOffsetMs(atMs: number): number {
  const wholeSecond = Math.floor(atMs / 1000) * 1000
  const local = new Date(wholeSecond)
  return (
    Date.UTC(
      local.getFullYear(),
      local.getMonth(),
      local.getDate(),
      local.getHours(),
      local.getMinutes(),
      local.getSeconds(),
    ) - wholeSecond
  )
}

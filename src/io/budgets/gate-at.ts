import {isTimeZone} from '../../core/time/is-time-zone.ts'
import {PechError} from '../../core/problem.ts'
import {clockFrom} from '../clock.ts'
import {loadConfig} from '../config/load-config.ts'
import {homeFolder} from '../home-folder.ts'
import {openLedger} from '../ledger/open-ledger.ts'
import {bookReader} from '../ledger/spent-book.ts'
import {pechPaths} from '../paths.ts'
import {liveInZone, machineZone} from '../zone.ts'
import {LedgerGate} from './open-gate.ts'

/** What decides where the gate is and what time it is there. */
export interface GateAddress {
  readonly env: Readonly<Record<string, string | undefined>>
  /** `--timezone`; undefined: the variable, the config or the machine decide. */
  readonly timezone: string | undefined
  /** The program to start for a full ingest. */
  readonly launcher: () => string
}

/** How long a hook waits for another writer, milliseconds; a session that ends has 1.5 s in all. */
const WAIT_MS = {usual: 4000, short: 500}

/** Opens the ledger for one hook or one question of the gate. */
export function gateAt({env, timezone, launcher}: GateAddress, wait: 'short' | 'usual'): LedgerGate {
  const home = homeFolder(env)
  const paths = pechPaths({env, platform: process.platform, home})
  const nowMs = clockFrom(env['PECH_NOW'])()
  const {database} = openLedger(paths.ledger, {busyTimeoutMs: WAIT_MS[wait], eager: true})
  database.connection.exec('PRAGMA wal_autocheckpoint = 0') // see LedgerGate.leave
  try {
    const loaded = loadConfig(paths)
    const zone = timezone ?? (env['PECH_TIMEZONE'] || loaded.config.timezone || machineZone(env))
    liveInZone(zone)
    const readBook = bookReader(database)
    if (zone !== 'UTC' && readBook()?.settings.zone !== zone && !isTimeZone(zone)) {
      throw new PechError(
        'TIMEZONE_UNKNOWN',
        `no such time zone: ${zone}`,
        'give an IANA name such as Europe/Berlin or UTC',
      )
    }
    return new LedgerGate({database, readBook, paths, loaded, home, zone, nowMs, launcher})
  } catch (error) {
    database.close()
    throw error
  }
}

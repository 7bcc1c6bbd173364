import {chmodSync, closeSync, existsSync, lstatSync, openSync, renameSync} from 'node:fs'
import {dirname} from 'node:path'
import {PechError, type Problem} from '../../core/problem.ts'
import {systemReason} from '../system-reason.ts'
import {makeFolder} from '../make-folder.ts'
import {Database, integer} from './database.ts'
import {MIGRATIONS} from './schema.ts'
import {sqliteCode} from './sqlite-code.ts'

/** How long a writer waits for another one, milliseconds. */
const BUSY_TIMEOUT_MS = 10_000

/** An open ledger, and what was found wrong with the file on the way. */
export interface OpenLedger {
  readonly database: Database
  readonly problems: readonly Problem[]
}

/** How to open a ledger. */
export interface OpenOptions {
  /** How long to wait for another writer, milliseconds. */
  readonly busyTimeoutMs?: number
  /** Look often whether another writer is done. */
  readonly eager?: boolean
  /** Go on with a new ledger when the file is damaged, instead of stopping with an error. */
  readonly replaceDamaged?: boolean
}

/**
 * Opens the ledger, making or migrating it as needed: file mode 0600, folder 0700, WAL. A file that is no ledger, or is
 * damaged, is set aside, never deleted.
 *
 * @param path - The database file, or `:memory:`.
 * @param options - See there.
 * @throws PechError when the folder cannot be made or the file not opened, is damaged, or is from a newer pech.
 */
export function openLedger(path: string, options: OpenOptions = {}): OpenLedger {
  if (path !== ':memory:') prepareFile(path)
  try {
    return {database: connect(path, options), problems: []}
  } catch (error) {
    if (!isDamage(error)) throw openError(path, error)
    const aside = setAside(path)
    if (options.replaceDamaged !== true) throw damageError(path, aside, error)
    prepareFile(path)
    const problem: Problem = {code: 'LEDGER_REPLACED', file: path, facts: {aside, reason: messageOf(error)}}
    return {database: connect(path, options), problems: [problem]}
  }
}

/** The error that says that a damaged ledger was set aside. */
export function damageError(path: string, aside: string, error: unknown): PechError {
  return new PechError(
    'LEDGER_DAMAGED',
    `the ledger ${path} is damaged (${messageOf(error)}); it was set aside as ${aside}`,
    'Run `pech ingest --full` to rebuild what the logs still hold. `sqlite3 FILE .recover` may save the rest.',
  )
}

function prepareFile(path: string): void {
  const folder = dirname(path)
  try {
    makeFolder(folder)
    if (lstatSync(folder).isSymbolicLink()) {
      throw new PechError(
        'LEDGER_FOLDER_LINK',
        `${folder} is a symbolic link; pech keeps its data in real folders only`,
        'Set PECH_HOME to the folder that the link points to.',
      )
    }
    if (existsSync(path)) return
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
    chmodSync(folder, 0o700)
  } catch (error) {
    throw error instanceof PechError ? error : openError(path, error)
  }
}

function connect(path: string, {busyTimeoutMs = BUSY_TIMEOUT_MS, eager = false}: OpenOptions): Database {
  const database = new Database(path)
  try {
    const {connection} = database
    database.waitFor(busyTimeoutMs, eager)
    const version = schemaVersion(database)
    if (version > MIGRATIONS.length) {
      throw new PechError(
        'LEDGER_TOO_NEW',
        `${path} was written by a newer pech (schema ${version}, this one knows ${MIGRATIONS.length})`,
        'Install the newest pech, or set PECH_HOME to another folder.',
      )
    }
    // pages of twice the usual size: a first ingest then takes a tenth less, and a hook's few pages no longer
    if (version === 0) connection.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL')
    connection.exec('PRAGMA synchronous = NORMAL')
    if (version < MIGRATIONS.length) migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Brings the schema to the newest version, in one transaction; another process may have done it meanwhile. */
function migrate(database: Database): void {
  database.transaction(() => {
    for (let version = schemaVersion(database); version < MIGRATIONS.length; version++) {
      database.connection.exec(MIGRATIONS[version]!)
    }
    database.connection.exec(`PRAGMA user_version = ${MIGRATIONS.length}`)
  })
}

function schemaVersion(database: Database): number {
  return integer(database.get('PRAGMA user_version')?.['user_version'])
}

/** Whether SQLite says that the file is damaged or no database (SQLITE_CORRUPT, SQLITE_NOTADB). */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === 11 || code === 26
}

/** Renames a damaged ledger and its side files. @returns The new name. */
export function setAside(path: string): string {
  let aside = `${path}.damaged`
  for (let count = 2; existsSync(aside); count++) aside = `${path}.damaged-${count}`
  renameSync(path, aside)
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  return aside
}

function openError(path: string, error: unknown): PechError {
  if (error instanceof PechError) return error
  return new PechError(
    'LEDGER_UNAVAILABLE',
    `cannot open the ledger ${path}: ${systemReason(error)}`,
    'Check the folder’s permissions and free space, or set PECH_HOME to a folder that can be written.',
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

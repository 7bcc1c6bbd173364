import {PechError} from '../../core/problem.ts'
import {sqliteCode} from './sqlite-code.ts'
import {damageError, isDamage, setAside} from './open-ledger.ts'

/** SQLite's primary result codes that a user can do something about. */
const BUSY = 5
const READ_ONLY = 8
const IO_ERROR = 10
const FULL = 13

/**
 * Runs work on the ledger; what SQLite throws becomes an error that says what to do. A ledger that turns out to be
 * damaged is set aside.
 *
 * @param path - The database file.
 * @param close - Closes the connection, before the file is moved.
 */
export function onLedger<Result>(path: string, close: () => void, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (path !== ':memory:' && isDamage(error)) {
      close()
      throw damageError(path, setAside(path), error)
    }
    throw explain(path, error)
  }
}

function explain(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error
  switch (sqliteCode(error)) {
    case BUSY:
      return new PechError(
        'LEDGER_BUSY',
        `the ledger ${path} is locked by another process`,
        'Try again, or add --no-ingest.',
      )
    case READ_ONLY:
      return new PechError(
        'LEDGER_READ_ONLY',
        `the ledger ${path} cannot be written`,
        'Check its permissions, or add --no-ingest.',
      )
    case FULL:
      return new PechError(
        'DISK_FULL',
        `no space left to write the ledger ${path}; what was posted before is safe`,
        'Free some space and run `pech ingest` again.',
      )
    case IO_ERROR:
      return new PechError(
        'LEDGER_IO',
        `the ledger ${path} could not be read or written: ${error.message}`,
        'Check the disk and its free space, then run `pech verify`.',
      )
    default:
      return error
  }
}

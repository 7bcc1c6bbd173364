import {existsSync, statSync} from 'node:fs'
import {join} from 'node:path'
import type {IngestRequest, LedgerPort, LogsPort} from '../../app/ports.ts'
import type {IngestReport} from '../../core/report/ingest-report.ts'
import {PechError, type Problem} from '../../core/problem.ts'
import {ingestLogs} from '../log-files/ingest-logs.ts'
import {importExport, isExport} from './import-export.ts'
import {Ledger, type LedgerRules} from './ledger.ts'
import {onLedger} from './ledger-error.ts'
import {ledgerReader} from './ledger-reader.ts'
import {openLedger} from './open-ledger.ts'
import type {ChangeListener} from './post-batch.ts'

/** Where the ledger and the logs are, and what decides prices and attribution. */
export interface AccessSettings {
  /** The database file, or `:memory:`. */
  readonly path: string
  /** Claude Code's configuration folders. */
  readonly claudeFolders: readonly string[]
  readonly rules: LedgerRules
  readonly nowMs: number
  readonly replaceDamaged?: boolean
  readonly onChanges?: ChangeListener
}

/** An open ledger with its logs. */
export interface LedgerAccess extends LogsPort {
  readonly reader: LedgerPort
  readonly ledger: Ledger
  /** What was found wrong on opening. */
  readonly problems: readonly Problem[]
  close(): void
}

/** Opens the ledger and the way from the logs to it. */
export function accessLedger(settings: AccessSettings): LedgerAccess {
  const {path} = settings
  const {database, problems} = openLedger(path, {replaceDamaged: settings.replaceDamaged === true})
  const close = () => database.close()
  const guarded = <Result>(work: () => Result) => onLedger(path, close, work)
  const ledger = new Ledger(database, settings.rules, settings.onChanges)
  const reader = ledgerReader(database)
  return {
    ledger,
    problems,
    reader: {
      ...reader,
      group: (query) => guarded(() => reader.group(query)),
      sessions: (bounds, filters, limit) => guarded(() => reader.sessions(bounds, filters, limit)),
      problems: () => guarded(() => reader.problems()),
    },
    ingest: (request) => guarded(() => ingest(ledger, settings, request)),
    close,
  }
}

function ingest(
  ledger: Ledger,
  settings: AccessSettings,
  request: IngestRequest,
): IngestReport & {problems: readonly Problem[]} {
  const everything = request.paths === undefined
  const exports = request.paths?.filter(isExport) ?? []
  if (request.peer !== undefined && exports.length === 0) {
    throw new PechError(
      'USAGE',
      '--peer names the machine that an export comes from',
      'name a file of `pech export --format jsonl`',
    )
  }
  const logs = request.paths?.filter((path) => !exports.includes(path))
  const places = logs?.map(placeOf) ?? settings.claudeFolders.map((folder) => join(folder, 'projects'))
  const work = () => {
    ledger.followRules(settings.nowMs)
    const outcome = ingestLogs(ledger, {
      places,
      everything,
      full: request.full === true,
      ...(request.onProgress === undefined ? {} : {onProgress: request.onProgress}),
    })
    if (everything && (outcome.files.read > 0 || !ledger.isComplete())) ledger.markComplete(settings.nowMs)
    return exports.reduce((sum, path) => withImport(sum, ledger, path, request.peer), outcome)
  }
  return request.dryRun === true ? ledger.tryOut(work) : work()
}

/** Takes in another ledger's export, and counts it as a file that was read. */
function withImport(
  {files, bytes, calls, problems}: IngestReport & {problems: readonly Problem[]},
  ledger: Ledger,
  path: string,
  peer: string | undefined,
): IngestReport & {problems: readonly Problem[]} {
  const own = ledger.originId()
  const taken = ledger.postBy((posting, onChanges) => importExport(posting, onChanges, {path, peer}, own))
  return {
    files: {...files, seen: files.seen + 1, read: files.read + 1},
    bytes: bytes + taken.bytes,
    calls: {
      added: calls.added + taken.calls.added,
      improved: calls.improved + taken.calls.improved,
      duplicate: calls.duplicate + taken.calls.duplicate,
    },
    problems: [...problems, ...taken.problems],
  }
}

/** A path given by a person: a configuration folder stands for its `projects`. */
function placeOf(path: string): string {
  if (!existsSync(path)) {
    throw new PechError(
      'PATH_UNKNOWN',
      `no such file or folder: ${path}`,
      'give a transcript, a folder of them, or a Claude Code configuration folder',
    )
  }
  const projects = join(path, 'projects')
  return statSync(path).isDirectory() && existsSync(projects) ? projects : path
}

import type {Answer} from '../core/answer.ts'
import type {DiffReport} from '../core/diff/diff-report.ts'
import {compareSides} from '../core/diff/compare-sides.ts'
import {gateExitCode, judgeDiff, type DiffLimits} from '../core/diff/judge-diff.ts'
import {PechError, type ProblemCount} from '../core/problem.ts'
import type {Filter} from '../core/report/filter.ts'
import type {CellDimension} from '../core/snapshot/cell.ts'
import {isSnapshotFault, parseSnapshot} from '../core/snapshot/parse-snapshot.ts'
import {sideOfCells, type SpendSide} from '../core/snapshot/spend-side.ts'
import {suggest} from '../core/suggest.ts'
import {isSpan} from '../core/time/moment.ts'
import type {Period, PeriodFlags} from '../core/time/period.ts'
import {readSide, type SideSpec} from './diff-sides.ts'
import {findSession} from './find-session.ts'
import type {LedgerPort} from './ports.ts'
import type {CellLedger} from './snapshot.ts'

/** What a comparison asks of outside. */
export interface DiffPorts {
  /** Opened only when a side is in it. */
  readonly ledger: () => CellLedger & {readonly ledger: LedgerPort}
  readonly isFile: (path: string) => boolean
  readonly readText: (path: string) => string
  readonly periodOf: (flags: PeriodFlags) => Period
}

/** What is compared, and what it may not exceed. */
export interface DiffRequest {
  readonly base: string
  /** Undefined: `base` is a period, and the one before it is the base. */
  readonly current: string | undefined
  readonly by: readonly CellDimension[]
  readonly limits: DiffLimits
  readonly nowMs: number
}

/** Compares two sides. Exit 2 when a limit is exceeded, 1 when one could not be judged. */
export function compareSpending(
  ports: DiffPorts,
  {base, current, by, limits, nowMs}: DiffRequest,
  problems: () => readonly ProblemCount[],
): Answer<DiffReport> {
  const [before, after] = sidesOf(ports, base, current)
  const comparison = compareSides(before, after, by)
  const gate = judgeDiff(comparison, limits)
  return {
    report: {generatedAtMs: nowMs, comparison, gate, problems: problems()},
    exitCode: gateExitCode(gate),
  }
}

function sidesOf(ports: DiffPorts, base: string, current: string | undefined): [SpendSide, SpendSide] {
  const spec = readSide(base)
  if (current !== undefined) {
    const [before, after] = [sideOf(ports, spec), sideOf(ports, readSide(current))]
    if (before.label !== after.label || base === current) return [before, after]
    return [
      {...before, label: nameOf(base)},
      {...after, label: nameOf(current)},
    ]
  }
  if (spec.kind === 'period' && spec.before !== null) {
    const before = periodSide(ports, spec.before)
    return [isSpan(base) ? {...before, label: `the ${base} before`} : before, periodSide(ports, spec.flags)]
  }
  // what is not there at all is said before what it should be compared with
  const {label} = sideOf(ports, spec)
  throw new PechError(
    'USAGE',
    `${label}: compared with what?`,
    'give a second snapshot, period, branch or session; alone stand spans (7d), days (2026-11-01) and months (2026-10)',
  )
}

function nameOf(argument: string): string {
  return argument.split(/[/\\]/).at(-1) ?? argument
}

function sideOf(ports: DiffPorts, spec: SideSpec): SpendSide {
  switch (spec.kind) {
    case 'file':
      return snapshotFile(ports, spec.path)
    case 'period':
      return periodSide(ports, spec.flags)
    case 'session':
      return sessionSide(ports, spec.id)
    case 'branch':
      return branchSide(ports, spec.name)
    case 'name':
      return namedSide(ports, spec.name)
  }
}

/** The snapshot in a file. @throws PechError `SNAPSHOT_UNREADABLE` or `SNAPSHOT_INCOMPATIBLE`. */
export function snapshotFile({readText}: Pick<DiffPorts, 'readText'>, path: string): SpendSide {
  const side = parseSnapshot(readText(path))
  if (!isSnapshotFault(side)) return side
  const {code, where, expected} = side
  const hint =
    code === 'SNAPSHOT_INCOMPATIBLE'
      ? 'take it again with this version: `pech snapshot -o FILE`'
      : '`pech snapshot -o FILE` writes a file that can be compared'
  throw new PechError(
    code,
    `${where === '' ? `${path} is no snapshot` : `${path}: ${where}`}: expected ${expected}`,
    hint,
  )
}

function periodSide(ports: DiffPorts, flags: PeriodFlags): SpendSide {
  return ledgerSide(ports, ports.periodOf(flags), [])
}

function sessionSide(ports: DiffPorts, id: string): SpendSide {
  const session = findSession(ports.ledger().ledger, id)
  const period = {...ports.periodOf({all: true}), label: `session ${session}`}
  return ledgerSide(ports, period, [{dimension: 'session', patterns: [session]}])
}

function branchSide(ports: DiffPorts, name: string): SpendSide {
  const known = branchesOf(ports)
  if (!known.includes(name)) {
    const near = suggest(name, known)
    const hint = near === undefined ? 'see `pech report --all --by branch`' : `did you mean branch:${near}?`
    throw new PechError('SIDE_UNKNOWN', `the ledger knows no branch ${JSON.stringify(name)}`, hint)
  }
  const period = {...ports.periodOf({all: true}), label: name}
  // a branch's name may hold what would be wild in a pattern, so the match is checked on what comes back
  const {cells} = ports.ledger()
  const found = cells({bounds: period, filters: [{dimension: 'branch', patterns: [name]}]})
  const own = found.filter(({key}) => key.branch === name)
  return sideOfCells({label: name, fromMs: null, toMs: null, git: null}, own, null)
}

function branchesOf(ports: DiffPorts): string[] {
  const {timezone} = ports.periodOf({all: true})
  const {groups} = ports
    .ledger()
    .ledger.group({bounds: {fromMs: null, toMs: null}, by: ['branch'], filters: [], timezone, monthStart: 1})
  return groups.flatMap(({values}) => values[0] ?? [])
}

/** A bare name: the file, or the branch; never a guess between both. */
function namedSide(ports: DiffPorts, name: string): SpendSide {
  const isFile = ports.isFile(name)
  const branches = branchesOf(ports)
  const isBranch = branches.includes(name)
  if (isFile && isBranch) {
    throw new PechError('SIDE_AMBIGUOUS', `${name} is a file and a branch`, `write ./${name} or branch:${name}`)
  }
  if (isFile) return snapshotFile(ports, name)
  if (isBranch) return branchSide(ports, name)
  const near = suggest(name, branches)
  const hint =
    near === undefined
      ? 'give a file, a period (2026-09, 7d, 2026-11-01..2026-11-08), branch:NAME or session:ID'
      : `did you mean ${near}?`
  throw new PechError('SIDE_UNKNOWN', `${name} is no file, no period and no branch in the ledger`, hint)
}

function ledgerSide(ports: DiffPorts, period: Period, filters: readonly Filter[]): SpendSide {
  const {ledger, cells} = ports.ledger()
  const {fromMs, toMs, label, timezone} = period
  const {whole} = ledger.group({bounds: period, by: [], filters, timezone, monthStart: 1})
  return sideOfCells({label, fromMs, toMs, git: null}, cells({bounds: period, filters}), whole.sessions)
}

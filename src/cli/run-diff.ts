import {statSync} from 'node:fs'
import {compareSpending, snapshotFile, type DiffRequest} from '../app/diff.ts'
import {namedSessions} from '../app/find-session.ts'
import {judgeSpendTrend, pointOf, weeklyPoints} from '../app/trend.ts'
import {takeSnapshot} from '../app/snapshot.ts'
import type {Answer} from '../core/answer.ts'
import type {DiffReport} from '../core/diff/diff-report.ts'
import {PechError} from '../core/problem.ts'
import {CELL_DIMENSIONS, type Cell, type CellDimension} from '../core/snapshot/cell.ts'
import {projectName} from '../core/snapshot/project-name.ts'
import type {Filter} from '../core/report/filter.ts'
import type {Snapshot} from '../core/snapshot/snapshot.ts'
import type {Period} from '../core/time/period.ts'
import type {TrendReport} from '../core/trend/trend-report.ts'
import {gitState} from '../io/git.ts'
import {readCells} from '../io/ledger/query/cells.ts'
import {onSpan} from '../io/ledger/query/on-span.ts'
import {readText} from '../io/read-text.ts'
import {budgetStanding} from './budget-standing.ts'
import type {Composition} from './composition.ts'
import {dimensionsOf} from './filter-flags.ts'
import {look, type Look} from './look.ts'
import {periodOf} from './period-flags.ts'
import type {Scope} from './scope.ts'

/** Takes a snapshot of what the flags name; git is asked about the folder that pech was called in. */
export function runSnapshot(ports: Composition, scope: Scope): Answer<Snapshot> {
  const {ledger, access, problems, notes} = look(ports)
  const {database} = access.ledger
  const filters = namedSessions(ledger, scope.filters)
  const answer = takeSnapshot(
    {
      ledger,
      cells: (query) => readCells(database, query),
      onSpan: (bounds, work) => onSpan(database, bounds, work),
      budgets: () => budgetStanding(ports, database).budgets,
      git: () => (ports.settings.demo ? null : gitState(process.cwd())),
    },
    {...scope, period: namedPeriod(scope.period, filters), filters, nowMs: ports.clock()},
    problems,
  )
  return {...answer, notes}
}

/** What is kept in a file names the session itself, not the beginning of its id or the latest. */
function namedPeriod(period: Period, filters: readonly Filter[]): Period {
  const session = filters.find(({dimension}) => dimension === 'session')?.patterns[0]
  const isWhole = session !== undefined && period.fromMs === null && period.toMs === null
  return isWhole ? {...period, label: `session ${session}`} : period
}

/** Compares two sides; the ledger is opened only when one of them is in it. */
export function runDiff(ports: Composition, request: Omit<DiffRequest, 'nowMs'>): Answer<DiffReport> {
  let opened: Look | undefined
  const open = (): Look => (opened ??= look(ports))
  const answer = compareSpending(
    {
      ledger: () => {
        const {ledger, access} = open()
        return {ledger, cells: (query) => readCells(access.ledger.database, query).map(withProjectName)}
      },
      isFile: (path) => statSync(path, {throwIfNoEntry: false})?.isFile() === true,
      readText,
      periodOf: (flags) => periodOf(ports, flags, {all: true}),
    },
    {...request, nowMs: ports.clock()},
    () => opened?.problems ?? [],
  )
  return opened === undefined ? answer : {...answer, notes: opened.notes}
}

/** Projects are called as in snapshots, so that a file and a period can be compared, and no path gets into a comment. */
function withProjectName(cell: Cell): Cell {
  return {...cell, key: {...cell.key, project: projectName(cell.key.project)}}
}

/** The trend of snapshots in files, else of the ledger's weeks. */
export function runTrend(
  ports: Composition,
  {
    files,
    weeks,
    limitPct,
  }: {readonly files: readonly string[]; readonly weeks: number; readonly limitPct: number | null},
): Answer<TrendReport> {
  const nowMs = ports.clock()
  if (files.length > 0) {
    const points = files.map((file) => pointOf(snapshotFile({readText}, file)))
    return judgeSpendTrend(points, {step: 'snapshot', limitPct, nowMs}, [])
  }
  const {ledger, problems, notes} = look(ports)
  const points = weeklyPoints(ledger, {weeks, nowMs, timezone: ports.zone.name})
  return {...judgeSpendTrend(points, {step: 'week', limitPct, nowMs}, problems), notes}
}

/** `--by` of snapshots and comparisons, which know fewer dimensions than reports. */
export function cellDimensionsOf(by: string | undefined): CellDimension[] {
  return dimensionsOf(by ?? 'model').map((dimension) => {
    const known = CELL_DIMENSIONS.find((one) => one === dimension)
    if (known !== undefined) return known
    throw new PechError(
      'DIMENSION_UNKNOWN',
      `--by ${dimension}: snapshots do not know this dimension`,
      `give one of ${CELL_DIMENSIONS.join(', ')}`,
    )
  })
}

import {alertEvent, changedFindings, type HealthAlert} from '../app/health-alerts.ts'
import type {Check} from '../core/health/check.ts'
import type {HealthReport} from '../core/health/health-report.ts'
import {localDayOf} from '../core/time/local-day.ts'
import {githubIssues, type GithubIssues} from '../io/github-issues.ts'
import type {Database} from '../io/ledger/database.ts'
import {mirrorEvents, recordEvent} from '../io/ledger/events.ts'
import {ackedFindings, keepFinding, keepIssue, knownFindings} from '../io/ledger/health-findings.ts'
import {checkWords} from '../render/health-words.ts'
import {markdownPhrase} from '../render/markdown.ts'
import {phraseText} from '../render/phrase.ts'
import type {Composition} from './composition.ts'
import {deliverFrom} from './run-delivery.ts'

/** Reports findings whose state has changed to the sinks, and as issues where that is wanted. @returns Lines for stderr. */
export async function notifyHealth(
  ports: Composition,
  database: Database,
  {checks}: HealthReport,
  wantsIssues: boolean,
): Promise<string[]> {
  const nowMs = ports.clock()
  const acked = ackedFindings(database, nowMs)
  const known = knownFindings(database)
  const alerts = changedFindings(checks, known, (id) => acked.has(id) || acked.has(id.split(':')[0] ?? ''))
  const day = localDayOf(ports.zone.name, nowMs).label
  const notes = wantsIssues ? reportIssues(database, alerts, known, nowMs) : []
  database.transaction(() => {
    for (const alert of alerts) {
      keepFinding(database, alert.id, alert.status === 'pass' ? null : alert.status, nowMs)
      recordEvent(database, nowMs, alertEvent(alert, wordsOf(alert), day))
    }
  })
  mirrorEvents(database, ports.paths.events)
  const deliveries = await deliverFrom(ports, database, false)
  return [
    ...notes,
    ...deliveries
      .filter(({reason}) => reason !== null)
      .map(({sink, reason}) => `pech: sink ${sink}: ${reason}; it is tried again later`),
  ]
}

function wordsOf({check, status}: HealthAlert): {summary: string; hint: string | null} {
  if (status === 'pass' && check.status !== 'pass') return {summary: 'passes again', hint: null}
  const {summary, hint} = checkWords(check)
  return {summary: phraseText(summary), hint}
}

function reportIssues(
  database: Database,
  alerts: readonly HealthAlert[],
  known: ReadonlyMap<string, {readonly issue: number | null}>,
  nowMs: number,
): string[] {
  if (alerts.length === 0) return []
  const issues = githubIssues(process.cwd())
  if (issues === null) return ['pech: gh is not installed, so no issue was opened']
  return alerts.flatMap((alert) => reportIssue(database, issues, alert, known.get(alert.id)?.issue ?? null, nowMs))
}

function reportIssue(
  database: Database,
  issues: GithubIssues,
  alert: HealthAlert,
  known: number | null,
  nowMs: number,
): string[] {
  const {id, check, status} = alert
  const title = `pech health: ${check.name} ${status === 'pass' ? 'passes again' : status === 'fail' ? 'fails' : 'warns'}`
  const body = issueBody(id, check, status)
  if (known !== null) return issues.update(known, title, body) ? [] : [`pech: gh could not update issue ${known}`]
  if (status === 'pass') return []
  const opened = issues.open(title, body)
  if (opened === null) return ['pech: gh could not open an issue']
  keepFinding(database, id, status, nowMs)
  keepIssue(database, id, opened)
  return []
}

function issueBody(id: string, check: Check, status: HealthAlert['status']): string {
  const {summary, hint} = checkWords(check)
  const words = status === 'pass' ? 'Passes again.' : markdownPhrase(summary)
  const help = hint === null || status === 'pass' ? '' : `\n\n${hint}`
  return `${words}${help}\n\n<!-- pech-health:${id.replace(/[^A-Za-z0-9:_-]/g, '_')} -->\n`
}

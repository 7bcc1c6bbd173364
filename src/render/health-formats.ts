import {CHECK_NAMES, type Check, type CheckStatus} from '../core/health/check.ts'
import type {HealthReport} from '../core/health/health-report.ts'
import {CHECK_DESCRIPTIONS, checkWords, tallyOfChecks} from './health-words.ts'
import {type Json, writeJson} from './json.ts'
import {type JunitCase, junitXml} from './junit.ts'
import {timestamp} from './moment.ts'
import type {RenderOptions} from './options.ts'
import {phraseText} from './phrase.ts'
import {sarifJson, type SarifResult} from './sarif.ts'
import {type Style, styled} from './style.ts'
import {problemFields} from './totals-json.ts'
import {wrapWords} from './wrap.ts'
import {type Annotation, workflowCommands} from './workflow-command.ts'

/** `pech health` on a terminal: a line per check, what to do below it, the verdict last. */
export function healthTable(report: HealthReport, options: Pick<RenderOptions, 'color' | 'columns'>): string {
  const width = Math.max(...report.checks.map(({name}) => name.length))
  const lines = report.checks.flatMap((check) => {
    const {summary, hint} = textOf(check)
    const start = `${check.status.padEnd(7)}  ${check.name.padEnd(width)}  `
    const room = Math.max(20, Math.min(options.columns ?? 80, 100) - start.length)
    const [first = '', ...others] = wrapWords(summary.split(' '), room)
    const further = [...others, ...(hint === '' ? [] : wrapWords(hint.split(' '), room))]
    const status = styled(check.status.padEnd(7), STYLES[check.status], options.color)
    return [
      `${status}  ${check.name.padEnd(width)}  ${first}`,
      ...further.map((line) => ' '.repeat(start.length) + styled(line, 'dim', options.color)),
    ]
  })
  const verdict = styled(report.verdict, STYLES[report.verdict], options.color)
  return `${lines.map((line) => `${line.trimEnd()}\n`).join('')}\n${verdict}: ${tallyOfChecks(report)}\n`
}

/** `pech health --json`. */
export function healthJson({generatedAtMs, problems, checks, verdict}: HealthReport): string {
  return writeJson({
    schema: 'pech/health@1',
    generatedAt: timestamp(generatedAtMs),
    problems: problemFields(problems),
    checks: checks.map((check) => {
      const {summary, hint} = textOf(check)
      return {
        name: check.name,
        status: check.status,
        summary,
        hint: hint === '' ? null : hint,
        finding: findingFields(check),
      }
    }),
    verdict,
  })
}

/** `pech health --format nagios`: one line, then a line per check, then numbers to draw. The exit code stays pech's own. */
export function healthNagios(report: HealthReport): string {
  const worst = report.checks.filter(({status}) => status === report.verdict)
  const named = worst.map((check) => `${check.name}: ${nagios(textOf(check).summary)}`)
  const head = report.verdict === 'pass' ? tallyOfChecks(report) : named.join('; ')
  const numbers = (['pass', 'warn', 'fail', 'unknown'] as const).map(
    (status) => `${status}=${report.checks.filter((check) => check.status === status).length}`,
  )
  const lines = report.checks.map((check) => `${check.status} ${check.name}: ${nagios(textOf(check).summary)}\n`)
  return `PECH ${NAGIOS[report.verdict]} - ${head} | ${numbers.join(' ')}\n${lines.join('')}`
}

/** `pech health --format github`: an annotation for each check that does not pass. */
export function healthAnnotations({checks}: HealthReport): string {
  return workflowCommands(
    checks.flatMap((check): Annotation[] => {
      const {summary, hint} = textOf(check)
      const level = ANNOTATIONS[check.status]
      return level === null
        ? []
        : [{level, title: `pech: ${check.name}`, message: hint === '' ? summary : `${summary} (${hint})`}]
    }),
  )
}

/** `pech health --format junit`: a test per check; one that could not be judged is skipped. */
export function healthJunit({checks}: HealthReport): string {
  const cases = checks.map((check): JunitCase => {
    const {summary, hint} = textOf(check)
    return {name: check.name, outcome: OUTCOMES[check.status], message: hint === '' ? summary : `${summary} (${hint})`}
  })
  return junitXml('pech health', cases)
}

/** `pech health --format sarif`: a result for each check that fails or warns. */
export function healthSarif({checks}: HealthReport, version: string): string {
  const rules = CHECK_NAMES.map((name) => [name, CHECK_DESCRIPTIONS[name]] as const)
  const results = checks.flatMap((check): SarifResult[] => {
    const {summary, hint} = textOf(check)
    const level = check.status === 'fail' ? 'error' : check.status === 'warn' ? 'warning' : null
    return level === null ? [] : [{rule: check.name, level, message: hint === '' ? summary : `${summary} (${hint})`}]
  })
  return sarifJson(rules, results, version)
}

const STYLES: Readonly<Record<CheckStatus, Style>> = {pass: 'plain', warn: 'warning', fail: 'failure', unknown: 'dim'}
const NAGIOS: Readonly<Record<CheckStatus, string>> = {
  pass: 'OK',
  warn: 'WARNING',
  fail: 'CRITICAL',
  unknown: 'UNKNOWN',
}
const OUTCOMES: Readonly<Record<CheckStatus, JunitCase['outcome']>> = {
  pass: 'passed',
  warn: 'passed',
  fail: 'failed',
  unknown: 'skipped',
}
const ANNOTATIONS: Readonly<Record<CheckStatus, Annotation['level'] | null>> = {
  pass: null,
  warn: 'warning',
  fail: 'error',
  unknown: 'notice',
}

function textOf(check: Check): {readonly summary: string; readonly hint: string} {
  const {summary, hint} = checkWords(check)
  return {summary: phraseText(summary), hint: hint ?? ''}
}

/** `|` begins the numbers in a plugin's output. */
function nagios(text: string): string {
  return text.replaceAll('|', '/')
}

/** The facts of a finding; money as the exact digits. */
function findingFields({finding}: Check): Json {
  return Object.fromEntries(
    Object.entries(finding).map(([field, value]): [string, Json] => {
      return [field, typeof value === 'bigint' ? String(value) : value]
    }),
  )
}

// Takes the snapshot of this run, compares it with the base, and writes summary, annotations and outputs.
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync, rmSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {addToSummary, fail, input, required, say, setOutput} from './workflow.mjs'

const COULD_NOT = 1
const folder = required('RUNNER_TEMP')
const current = input('CURRENT') === '' ? takeSnapshot() : resolve(input('CURRENT'))
if (current !== null && !existsSync(current)) fail(`there is no such snapshot: ${current}`)
else if (current !== null) compareWith(input('BASE'))

function takeSnapshot() {
  const file = join(folder, 'pech-current.json')
  const period = input('PERIOD')
  const {status, stdout, stderr} = pech([
    'snapshot',
    period === '' ? '--all' : `--since=${period}`,
    '--json',
    `--output=${file}`,
  ])
  if (status === 0) return file
  fail(`pech snapshot: ${errorIn(stdout) ?? stderr}`)
  return null
}

function compareWith(base) {
  setOutput('snapshot', current)
  if (base === '') {
    setOutput('verdict', 'no-base')
    setOutput('summary', 'There is nothing to compare with yet.')
    setOutput('exit-code', '0')
    addToSummary('There is no base snapshot to compare with yet.\n')
    return
  }
  const report = join(folder, 'pech-diff.json')
  const comment = join(folder, 'pech-comment.md')
  // What an earlier use of the action in the same job left behind is not our answer.
  for (const file of [report, comment]) rmSync(file, {force: true})
  const {status, stdout, stderr} = diff(base, ['--json', `--output=${report}`])
  if (!existsSync(report) || status === null) return fail(`pech diff: ${errorIn(stdout) ?? stderr}`)
  const value = JSON.parse(readFileSync(report, 'utf8'))
  if (value.schema !== 'pech/diff@1') return fail(`pech diff: ${value.error?.message ?? stderr}`)
  // What begins like a flag would be taken for one.
  const key = input('COMMENT_KEY').replace(/^-+/, '') || 'default'
  const shown = diff(base, ['--format=markdown', `--comment-key=${key}`, `--output=${comment}`])
  if (!existsSync(comment)) return fail(`pech diff: ${shown.stderr}`)
  process.stdout.write(diff(base, ['--format=github']).stdout)
  const text = readFileSync(comment, 'utf8')
  addToSummary(text)
  setOutputs(value, text, status ?? COULD_NOT)
  setOutput('report', report)
  setOutput('comment-file', comment)
}

function diff(base, args) {
  return pech(['diff', ...limits(), ...args, resolve(base), current])
}

/** What pech could not do, as it says under --json. */
function errorIn(stdout) {
  try {
    return JSON.parse(stdout).error.message
  } catch {
    return null
  }
}

/** Each value stands in its own argument, behind its flag: it cannot become another flag. */
function limits() {
  const flags = {
    BY: 'by',
    ALERT_ON_PCT: 'alert-on-pct',
    ALERT_ON_USD: 'alert-on-usd',
    ALERT_ON_CLASS: 'alert-on-class',
    MIN_USD: 'min-usd',
  }
  return Object.entries(flags).flatMap(([name, flag]) => (input(name) === '' ? [] : [`--${flag}=${input(name)}`]))
}

function pech(args) {
  const program = input('PROGRAM')
  const command = /\.[cm]?[jt]s$/.test(program) ? [process.execPath, program] : [program]
  const options = {encoding: 'utf8', maxBuffer: 64 * 1024 * 1024}
  const {status, stdout, stderr, error} = spawnSync(command[0], [...command.slice(1), ...args], options)
  if (stderr) say(stderr.trimEnd())
  return {status, stdout: stdout ?? '', stderr: error?.message ?? stderr.trim()}
}

function setOutputs({gate, base, current: now, delta}, comment, status) {
  const heading = comment.split('\n').find((line) => line.startsWith('### ')) ?? ''
  const outputs = {
    verdict: gate.verdict,
    summary: heading.slice(4).replaceAll('\\$', '$').replaceAll('&lt;', '<'),
    'base-usd': base.usd,
    'current-usd': now.usd,
    'delta-usd': delta.usd,
    'delta-pct': delta.pct ?? '',
    changed: delta.picodollars !== '0',
    'exit-code': status,
  }
  for (const [name, value] of Object.entries(outputs)) setOutput(name, String(value))
}

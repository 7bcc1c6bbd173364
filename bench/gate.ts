/**
 * Measures the gate against a bare Node of the same version, in one run and in turn: CPU and smallest wall time.
 *
 *   node bench/gate.ts [--rounds 25] [--crowd 1000] [--folder DIR]
 *
 * With --crowd also how long 32 hooks at once wait for the ledger, measured within each, so many times over.
 * The ledger holds 1,000,000 calls and the budgets file 50 rules. What is new are calls of the hook's session in its last
 * minute, with ids of their own in each round: 50 KB hold some ten of them. Ledger and corpora are made once below DIR (default:
 * pech-bench in the system's temporary folder). The tables also go to bench/results/gate.md. Build first: `npm run build`.
 */
import {spawnSync} from 'node:child_process'
import {appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {cpus, tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {parseArgs} from 'node:util'
import {measureCrowd, quantile} from './crowd.ts'
import {generateCorpus} from './generate-corpus.ts'
import {measure, type Subject} from './measure.ts'

const {values: flags} = parseArgs({
  options: {
    rounds: {type: 'string', default: '25'},
    crowd: {type: 'string', default: '0'},
    folder: {type: 'string', default: join(tmpdir(), 'pech-bench')},
  },
})
/** Started at once with --crowd. */
const HOOKS = 32
/** Of what is appended: one line of hundreds of kilobytes would be all of it. */
const LONGEST_LINE_BYTES = 20_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

const launcher = join(import.meta.dirname, '..', 'bin', 'pech.js')
const home = join(flags.folder, 'gate-home')
const growing = join(flags.folder, 'gate-growing')

const million = corpusOf('million', {calls: 1_000_000, files: 5883})
const one = corpusOf('24mb', {files: 1, bytes: 24_000_000})
const more = corpusOf('more', {files: 1, bytes: 6_000_000, seed: 2})

/** What hooks are told; the clock goes on with every growth. */
const surroundings: Record<string, string> = {
  PECH_HOME: home,
  CLAUDE_CONFIG_DIR: million,
  PECH_NOW: '2026-11-20T17:00:00Z',
  PECH_TIMEZONE: 'UTC',
}
prepareHome()
const transcript = filesOf(growing)[0] ?? ''
const lines = readFileSync(filesOf(more)[0] ?? '', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && line.length <= LONGEST_LINE_BYTES)
let nextLine = 0
let nowMs = lastCallMs() + HOUR_MS // nothing of an earlier run is in the hour that hooks look at
const place = {
  session_id: transcript.replace(/^.*\/|\.jsonl$/g, ''),
  cwd: '/home/bench/clients/client-6/project-18',
}
const hookJson = JSON.stringify({
  ...place,
  transcript_path: transcript,
  hook_event_name: 'PreToolUse',
  tool_name: 'Bash',
  tool_input: {command: 'ls'},
})

/** Limits of what is allowed, as multiples of a bare Node. */
const subjects: (Subject & {readonly limit?: number})[] = [
  {name: '`node -e 0`', command: process.execPath, args: ['-e', '0'], stdin: hookJson},
  pech('`budget check --hook`, nothing new', ['budget', 'check', '--hook'], 1.4),
  pech('`hook PreToolUse`, nothing new', ['hook', 'PreToolUse'], 1.4),
  pech('`budget check --hook`, 50 KB new', ['budget', 'check', '--hook'], 1.6, () => grow(50_000)),
  pech('`hook PreToolUse`, 50 KB new', ['hook', 'PreToolUse'], 1.6, () => grow(50_000)),
  pech('`hook PostToolUse`, nothing new', ['hook', 'PostToolUse'], 1.6),
  pech('`hook PostToolUse`, 50 KB new', ['hook', 'PostToolUse'], 1.6, () => grow(50_000)),
  pech('`statusline`', ['statusline'], 1.6),
]
const results = await measure(subjects, Number(flags.rounds))
const base = results[0]
if (base === undefined) throw new Error('nothing was measured')
const output = ['| | CPU ms | wall ms | CPU ÷ node | wall ÷ node | limit |', '|---|---:|---:|---:|---:|---:|']
results.forEach(({name, cpuMs, wallMs}, index) => {
  const ratio = (value: number, by: number): string => (value / by).toFixed(2)
  const cells = [name, cpuMs.toFixed(0), wallMs.toFixed(0), ratio(cpuMs, base.cpuMs), ratio(wallMs, base.wallMs)]
  output.push(`| ${[...cells, subjects[index]?.limit ?? ''].join(' | ')} |`)
})
if (flags.crowd !== '0') output.push('', await crowd(Number(flags.crowd)))
console.log(output.join('\n'))
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}`
const title = `${machine}, smallest of ${flags.rounds} rounds; 1,000,000 calls, 50 rules`
writeFileSync(join(import.meta.dirname, 'results', 'gate.md'), `${title}\n\n${output.join('\n')}\n`)

/** Hooks of one session at once, each round with something new to post. */
async function crowd(rounds: number): Promise<string> {
  const subject = {
    launcher,
    args: ['hook', 'PreToolUse'],
    env: surroundings,
    stdin: hookJson,
    prepare: () => grow(5000),
  }
  const {waitsMs, failures} = await measureCrowd(subject, HOOKS, rounds)
  const [half, most, all] = [0.5, 0.99, 1].map((share) => quantile(waitsMs, share).toFixed(1))
  const waits = `p50 ${half} ms, p99 ${most} ms (limit 100 ms), longest ${all} ms`
  return `${HOOKS} hooks at once, ${rounds} times: waiting for the ledger ${waits}; ${failures} of ${waitsMs.length} failed`
}

function pech(name: string, args: string[], limit: number, prepare?: () => void): Subject & {limit: number} {
  const subject = {
    name,
    limit,
    command: process.execPath,
    args: [launcher, ...args],
    env: surroundings,
    stdin: hookJson,
  }
  return prepare === undefined ? subject : {...subject, prepare}
}

/** More lines, as Claude Code appends them: of this session, in the minute before now, with ids that were never there. */
function grow(bytes: number): void {
  const run = nowMs.toString(36)
  let added = ''
  for (let atMs = nowMs; added.length < bytes; atMs += 100) {
    added += (lines[nextLine++ % lines.length] ?? '')
      .replaceAll(/"(msg|req|toolu)_01/g, `"$1_${run}`)
      .replace(/"sessionId":"[^"]*"/, `"sessionId":"${place.session_id}"`)
      .replace(/"cwd":"[^"]*"/, `"cwd":"${place.cwd}"`)
      .replace(/"timestamp":"[^"]*"/, `"timestamp":"${new Date(atMs).toISOString()}"`)
      .concat('\n')
  }
  appendFileSync(transcript, added)
  nowMs += MINUTE_MS
  surroundings['PECH_NOW'] = new Date(nowMs).toISOString()
}

function lastCallMs(): number {
  const database = new DatabaseSync(join(home, 'ledger.db'), {readOnly: true})
  const row = database.prepare('SELECT max(at_ms) AS atMs FROM call').get()
  database.close()
  return Math.max(Date.parse(surroundings['PECH_NOW'] ?? ''), Number(row?.['atMs']))
}

/** A ledger over everything, and fifty rules of all kinds. */
function prepareHome(): void {
  rmSync(growing, {recursive: true, force: true})
  cpSync(one, growing, {recursive: true})
  mkdirSync(home, {recursive: true, mode: 0o700})
  writeFileSync(join(home, 'budgets.yaml'), rules())
  run(['ingest', '--quiet'])
  run(['ingest', '--quiet', growing])
  run(['budget', 'check', '--quiet'])
}

function rules(): string {
  const arms = Array.from(
    {length: 24},
    (_, index) => `  - {match: {arm: client-${index}}, limit_usd: 100000, on_breach: hard_stop}`,
  )
  const branches = Array.from(
    {length: 12},
    (_, index) => `  - {match: {branch: branch-${index}}, each: project, window: week, limit_usd: 9000}`,
  )
  const others = [
    '{limit_usd: 1000000}',
    '{window: day, limit_usd: 90000}',
    '{window: hour, limit_usd: 90000}',
    '{window: session, limit_usd: 90000, on_breach: hard_stop}',
    '{window: 5h, limit_usd: 90000}',
    '{window: 7d, limit_usd: 90000, each: arm}',
    '{each: tier, window: session, limit_usd: 90000}',
    '{each: agent, limit_usd: 90000}',
    '{each: plugin, limit_usd: 90000}',
    '{each: skill, limit_usd: 90000}',
    '{match: {tier: opus}, window: day, limit_usd: 90000}',
    '{match: {agent: "kit:*"}, limit_usd: 90000}',
    '{match: {project: /home/bench/clients}, limit_usd: 900000}',
  ]
  return `version: 1\nbudgets:\n${[...arms, ...branches, ...others.map((rule) => `  - ${rule}`)].join('\n')}\ndefault: {limit_usd: 100000}\n`
}

function run(args: readonly string[]): void {
  const {status, stderr} = spawnSync(process.execPath, [launcher, ...args], {
    env: {...process.env, ...surroundings},
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`pech ${args.join(' ')}: exit ${status}\n${stderr}`)
}

function corpusOf(name: string, options: Partial<Parameters<typeof generateCorpus>[0]>): string {
  const folder = join(flags.folder, name)
  if (!existsSync(join(folder, 'truth.json'))) {
    generateCorpus({folder, bytes: 0, files: 3000, calls: null, longLine: false, seed: 1, ...options})
  }
  return folder
}

function filesOf(corpus: string): string[] {
  return readdirSync(join(corpus, 'projects'), {recursive: true, encoding: 'utf8'})
    .filter((path) => path.endsWith('.jsonl'))
    .map((path) => join(corpus, 'projects', path))
}

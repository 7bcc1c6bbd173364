/**
 * Measures pech against `cat`, a bare Node and ccusage, all in one run and in turn, and prints ratios:
 *
 *   npm run bench -- [--only cold,unchanged,append,report,memory] [--rounds 5] [--folder DIR] [--bytes 1000000000]
 *
 * The corpora are made once below DIR (default: pech-bench in the system's temporary folder) and kept.
 * The table also goes to bench/results/latest.md. Build first: `npm run build`.
 */
import {appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {cpus, tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {generateCorpus, type CorpusOptions} from './generate-corpus.ts'
import {measure, type Measurement, type Subject} from './measure.ts'
import {nativePeer} from './peer.ts'

const {values: flags} = parseArgs({
  options: {
    only: {type: 'string', default: 'cold,unchanged,append,report,memory'},
    rounds: {type: 'string', default: '5'},
    folder: {type: 'string', default: join(tmpdir(), 'pech-bench')},
    bytes: {type: 'string', default: '1000000000'},
  },
})
const rounds = Number(flags.rounds)
const home = join(flags.folder, 'home')
const launcher = join(import.meta.dirname, '..', 'bin', 'pech.js')
const output: string[] = []

const bareNode: Subject = {name: '`node -e 0`', command: process.execPath, args: ['-e', '0']}

const sections: Record<string, () => Promise<void>> = {cold, unchanged, append, report, memory}

for (const name of flags.only.split(',')) {
  const section = sections[name]
  if (section === undefined) throw new Error(`no section ${name}; there are ${Object.keys(sections).join(', ')}`)
  await section()
}
const title = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, smallest of ${rounds} rounds`
writeFileSync(join(import.meta.dirname, 'results', 'latest.md'), `${title}\n\n${output.join('\n')}\n`)

/** The whole corpus into a fresh ledger, against reading it and against the peer. */
async function cold(): Promise<void> {
  const corpus = corpusOf('1gb', {bytes: Number(flags.bytes)})
  const files = logFiles(corpus)
  const results = await measure(
    [
      {name: '`cat`', command: 'cat', args: files, discardOutput: true},
      {
        name: '`ccusage claude daily`',
        command: nativePeer(join(flags.folder, 'ccusage')),
        args: ['claude', 'daily', '--json', '--offline'],
        env: {CLAUDE_CONFIG_DIR: corpus},
        check: (stdout) => expectTokens('ccusage', outputTokensOfPeer(stdout), corpus),
      },
      pech('`pech ingest`, fresh', corpus, ['ingest'], {prepare: () => freshHome(home)}),
      pech('`pech ingest`, again', corpus, ['ingest']),
    ],
    rounds,
  )
  await checkLedger(corpus)
  table(`Full ingest, ${files.length} files`, results, ['`cat`', '`ccusage claude daily`'])
}

/** 10,000 files, of which none changed. */
async function unchanged(): Promise<void> {
  const corpus = corpusOf('10k', {files: 10_000, bytes: 120_000_000})
  freshHome(home)
  await measure([pech('first', corpus, ['ingest'])], 1)
  const results = await measure([bareNode, pech('`pech ingest`, no change', corpus, ['ingest'])], rounds * 2)
  table('10,000 unchanged files', results, [bareNode.name])
}

/** 50 KB more in a transcript of 24 MB. */
async function append(): Promise<void> {
  const base = corpusOf('24mb', {files: 1, bytes: 24_000_000})
  const more = corpusOf('more', {files: 1, bytes: 6_000_000, seed: 2})
  const corpus = join(flags.folder, 'growing')
  rmSync(corpus, {recursive: true, force: true})
  cpSync(base, corpus, {recursive: true})
  const file = logFiles(corpus)[0] ?? ''
  const lines = readFileSync(logFiles(more)[0] ?? '', 'utf8').split('\n')
  const addLines = (): void => {
    let added = ''
    while (added.length < 50_000 && lines.length > 0) added += `${lines.shift() ?? ''}\n`
    appendFileSync(file, added)
  }
  freshHome(home)
  await measure([pech('first', corpus, ['ingest'])], 1)
  const grown = pech('`pech ingest`, 50 KB more', corpus, ['ingest'], {prepare: addLines})
  const results = await measure([bareNode, grown, pech('`pech ingest`, no change', corpus, ['ingest'])], rounds * 2)
  table('50 KB appended to 24 MB', results, [bareNode.name])
}

/** Reports on a ledger of 10^6 calls, and the help. */
async function report(): Promise<void> {
  const corpus = corpusOf('million', {calls: 1_000_000, files: 5883})
  freshHome(home)
  await measure([pech('first', corpus, ['ingest'])], 1)
  const reports = [
    ['--month'],
    ['--month', '--by', 'arm'],
    ['--month', '--by', 'tool'],
    ['--month', '--by', 'prompt'],
    ['--last', '20'],
  ]
  const subjects = reports.map((args) =>
    pech(`\`pech report ${args.join(' ')}\``, corpus, ['report', '--no-ingest', ...args], {check: expectSomething}),
  )
  const help = pech('`pech --help`', corpus, ['--help'], {check: expectSomething})
  const refreshed = pech('`pech report --month`, with its look for news', corpus, ['report', '--month'], {
    check: expectSomething,
  })
  const results = await measure([bareNode, help, ...subjects, refreshed], rounds * 2)
  table('A ledger of 1,000,000 calls', results, [bareNode.name])
}

/** Peak memory where a reader that keeps a file or a line would need much. */
async function memory(): Promise<void> {
  const single = corpusOf('single', {files: 1, bytes: Number(flags.bytes)})
  const longLine = corpusOf('long-line', {files: 1, bytes: 200_000, longLine: true})
  const prepare = (): void => freshHome(home)
  const results = await measure(
    [
      pech('`pech ingest`, one large file', single, ['ingest'], {prepare}),
      pech('`pech ingest`, a line of 100 MB', longLine, ['ingest'], {prepare}),
    ],
    1,
  )
  await checkLedger(longLine)
  table('Memory', results, [])
}

function pech(name: string, corpus: string, args: string[], more: Partial<Subject> = {}): Subject {
  const env = {CLAUDE_CONFIG_DIR: corpus, PECH_HOME: home, PECH_NOW: '2026-11-20T17:00:00Z', PECH_TIMEZONE: 'UTC'}
  return {name, command: process.execPath, args: [launcher, ...args], env, ...more}
}

function corpusOf(name: string, options: Partial<CorpusOptions>): string {
  const folder = join(flags.folder, name)
  if (!existsSync(join(folder, 'truth.json'))) {
    generateCorpus({folder, bytes: 0, files: 3000, calls: null, longLine: false, seed: 1, ...options})
  }
  return folder
}

function logFiles(corpus: string): string[] {
  return readdirSync(join(corpus, 'projects'), {recursive: true, encoding: 'utf8'})
    .filter((path) => path.endsWith('.jsonl'))
    .map((path) => join(corpus, 'projects', path))
}

function freshHome(folder: string): void {
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder, {recursive: true, mode: 0o700})
}

function expectSomething(stdout: string): void {
  if (stdout.trim() === '') throw new Error('no output')
}

function truthOf(corpus: string): string {
  return readFileSync(join(corpus, 'truth.json'), 'utf8')
}

/** The number after `"key":`, the last one in the text. */
function lastNumber(json: string, key: string): number {
  return Number([...json.matchAll(new RegExp(`"${key}":\\s*(\\d+)`, 'g'))].at(-1)?.[1])
}

function outputTokensOfPeer(stdout: string): number {
  return lastNumber(stdout.slice(stdout.lastIndexOf('"totals"')), 'outputTokens')
}

function expectTokens(name: string, found: number, corpus: string): void {
  const expected = lastNumber(truthOf(corpus), 'output')
  if (!(Math.abs(found - expected) <= expected / 1000))
    throw new Error(`${name}: ${found} output tokens, ${expected} were written`)
}

/** The ledger must hold exactly what the corpus holds. */
async function checkLedger(corpus: string): Promise<void> {
  const check = (stdout: string): void => {
    const totals = stdout.slice(stdout.indexOf('"totals"'))
    for (const key of ['calls', 'input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h']) {
      const found = Number(new RegExp(`"${key}":\\s*(\\d+)`).exec(totals)?.[1])
      const expected = lastNumber(truthOf(corpus), key)
      if (found !== expected) throw new Error(`the ledger has ${found} ${key}, the corpus ${expected}`)
    }
  }
  await measure([pech('check', corpus, ['report', '--all', '--json', '--no-ingest'], {check})], 1)
}

function table(heading: string, results: Measurement[], references: string[]): void {
  const found = references.flatMap((name) => results.filter((result) => result.name === name))
  const ratios = found.flatMap(({name}) => [`CPU ÷ ${name}`, `wall ÷ ${name}`])
  const head = ['', 'CPU ms', 'wall ms', 'peak MB', ...ratios]
  const rows = results.map((result) => [
    result.name,
    result.cpuMs.toFixed(0),
    result.wallMs.toFixed(0),
    result.peakBytes === null ? '–' : (result.peakBytes / 1e6).toFixed(0),
    ...found.flatMap((base) => [(result.cpuMs / base.cpuMs).toFixed(2), (result.wallMs / base.wallMs).toFixed(2)]),
  ])
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`
  const rule = line(head.map((_, index) => (index === 0 ? '---' : '---:')))
  const text = `### ${heading}\n\n${[line(head), rule, ...rows.map(line)].join('\n')}\n`
  output.push(text)
  console.log(text)
}

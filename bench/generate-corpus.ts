/**
 * Writes a folder of session logs for measurements, and `truth.json` with what it truly holds.
 *
 *   node bench/generate-corpus.ts [FOLDER] [--bytes N] [--files N] [--calls N] [--single-file] [--long-line] [--seed N]
 *
 * Default: 1 GB in about 3,000 files below the system's temporary folder. `--files 10000` alone makes small files,
 * `--calls 1000000` short lines over twelve months, `--single-file` one transcript of all the bytes, `--long-line` a
 * line of 100 MB that no call stands in. The same arguments give the same bytes. FOLDER is a `CLAUDE_CONFIG_DIR`.
 */
import {existsSync, mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {pick, randomText, seededRandom, wholeBetween} from '../fixtures/seeded-random.ts'
import {skewed, uuid, writeCall, writePrompt, type Corpus, type Session} from './corpus-lines.ts'
import {makeBase64, makeFiller, makeSink} from './corpus-sink.ts'

export type CorpusOptions = {
  folder: string
  bytes: number
  files: number
  calls: number | null
  longLine: boolean
  seed: number
}

const endMs = Date.UTC(2026, 10, 20, 16)
const yearMs = 365 * 86_400_000
const projects = Array.from({length: 40}, (_, index) => `/home/bench/clients/client-${index % 12}/project-${index}`)
const models = [
  'claude-opus-5-5',
  'claude-opus-5',
  'claude-sonnet-5-5',
  'claude-fable-5-2',
  'claude-haiku-5-5',
] as const
const agentTypes = ['Explore', 'general-purpose', 'Plan', 'kit:reviewer'] as const

/** Generates the corpus and returns its truth, as it also stands in `truth.json`. */
export function generateCorpus(options: CorpusOptions): {calls: number; bytes: number; files: number} {
  const {folder, files} = options
  clearOldCorpus(folder)
  const random = seededRandom(options.seed)
  const corpus: Corpus = {
    random,
    sink: makeSink(random),
    code: makeFiller(random, 3_000_000),
    base64: makeBase64(random, 1_000_000),
    truth: {
      calls: 0,
      tokens: {input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0},
      picodollars: 0n,
      lines: 0,
      assistantLines: 0,
    },
    isLean: options.calls !== null,
  }
  const weights = Array.from({length: files}, () => skewed(random, 1000, 1.1, 30_000))
  let weightLeft = weights.reduce((sum, weight) => sum + weight, 0)
  let parent: Session | null = null
  weights.forEach((weight, index) => {
    const atMs = endMs - yearMs + Math.floor((yearMs * index) / files)
    const isAgent: boolean = parent !== null && random() < 0.36
    const session = openFile(corpus, folder, atMs, isAgent ? parent : null)
    if (!isAgent && parent !== null && random() < 0.03) repeatHistory(corpus, session, parent)
    const share = weight / weightLeft
    weightLeft -= weight
    if (options.calls === null) writeBytes(corpus, session, share * (options.bytes - corpus.sink.totalBytes()))
    else writeCalls(corpus, session, Math.round(share * (options.calls - corpus.truth.calls)))
    if (options.longLine && index === 0) writeLongLine(corpus, session)
    corpus.sink.close()
    if (!isAgent) parent = session
  })
  const {picodollars, ...counts} = corpus.truth
  const size = {files: corpus.sink.totalFiles(), bytes: corpus.sink.totalBytes()}
  const truth = {...size, ...counts, picodollars: picodollars.toString()}
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`)
  return truth
}

/** Removes an earlier corpus, and refuses to touch a folder that holds anything else. */
function clearOldCorpus(folder: string): void {
  mkdirSync(folder, {recursive: true})
  const strangers = readdirSync(folder).filter((name) => name !== 'projects' && name !== 'truth.json')
  if (strangers.length > 0 || (existsSync(join(folder, 'projects')) && !existsSync(join(folder, 'truth.json')))) {
    throw new Error(`${folder} holds other files (${strangers.join(', ')}); name an empty folder`)
  }
  rmSync(join(folder, 'projects'), {recursive: true, force: true})
}

/** A new transcript, or a subagent's file below that of its parent. */
function openFile(corpus: Corpus, folder: string, atMs: number, parent: Session | null): Session {
  const {random, sink} = corpus
  const cwd = pick(random, projects)
  const sessionId = parent?.sessionId ?? uuid(random)
  const agentId = parent === null ? null : `a${randomText(random, 16, '0123456789abcdef')}`
  const isOld = random() < 0.3
  const version = isOld ? '2.1.81' : '2.1.312'
  const place = `"cwd":"${cwd}","sessionId":"${sessionId}","version":"${version}","gitBranch":"branch-${wholeBetween(random, 0, 9)}"`
  const agent = agentId === null ? '' : `,"agentId":"${agentId}"`
  const native = agentId === null || isOld ? '' : `,"attributionAgent":"${pick(random, agentTypes)}"`
  const below = join(folder, 'projects', (parentFolder(parent) ?? cwd).replaceAll(/[^A-Za-z0-9]/g, '-'))
  sink.open(
    agentId === null
      ? join(below, `${sessionId}.jsonl`)
      : join(below, sessionId, 'subagents', `agent-${agentId}.jsonl`),
  )
  return {
    envelope: `"isSidechain":${agentId !== null},"userType":"external",${place}${agent}${native}`,
    sessionId,
    agentId,
    atMs,
    model: pick(random, models),
    isOld,
    contextTokens: wholeBetween(random, 8000, 40_000),
    promptId: '',
    history: [],
  }
}

function parentFolder(parent: Session | null): string | undefined {
  return parent?.envelope.match(/"cwd":"([^"]*)"/)?.[1]
}

/** A resumed session: the calls of the one before stand here again, under the new session's id, and count once. */
function repeatHistory(corpus: Corpus, session: Session, origin: Session): void {
  for (const line of origin.history) {
    corpus.truth.lines++
    corpus.truth.assistantLines++
    corpus.sink.text(
      line.replace(
        `"sessionId":"${origin.sessionId}"`,
        `"sessionId":"${session.sessionId}","forkedFrom":{"sessionId":"${origin.sessionId}"}`,
      ),
    )
  }
}

function writeBytes(corpus: Corpus, session: Session, bytes: number): void {
  for (let turn = 0; corpus.sink.size() < bytes || turn === 0; turn++) {
    if (turn % 12 === 0) writePrompt(corpus, session)
    writeCall(corpus, session)
  }
}

function writeCalls(corpus: Corpus, session: Session, calls: number): void {
  for (let turn = 0; turn < calls; turn++) {
    if (turn % 12 === 0) writePrompt(corpus, session)
    writeCall(corpus, session)
    session.atMs += 30_000
  }
}

function writeLongLine(corpus: Corpus, session: Session): void {
  corpus.truth.lines++
  corpus.sink.text(`{"type":"attachment","sessionId":"${session.sessionId}","attachment":{"type":"file","content":"`)
  corpus.sink.filler(corpus.code, 100_000_000)
  corpus.sink.text('"}}\n')
  writeCall(corpus, session)
}

function optionsFrom(argv: string[]): CorpusOptions {
  const {values, positionals} = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      bytes: {type: 'string'},
      files: {type: 'string'},
      calls: {type: 'string'},
      seed: {type: 'string', default: '1'},
      'single-file': {type: 'boolean', default: false},
      'long-line': {type: 'boolean', default: false},
    },
  })
  const calls = values.calls === undefined ? null : Number(values.calls)
  const one = values['single-file'] || values['long-line']
  const files = one ? 1 : Number(values.files ?? (calls === null ? 3000 : Math.ceil(calls / 170)))
  const usual = values['long-line'] ? 200_000 : values.files === undefined ? 1_000_000_000 : files * 12_000
  const numbers = {files, calls, bytes: Number(values.bytes ?? usual), seed: Number(values.seed)}
  return {folder: positionals[0] ?? join(tmpdir(), 'pech-bench', 'corpus'), longLine: values['long-line'], ...numbers}
}

if (import.meta.main) {
  const options = optionsFrom(process.argv.slice(2))
  const startMs = performance.now()
  const truth = generateCorpus(options)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${options.folder}: ${truth.files} files, ${truth.bytes} bytes, ${truth.calls} calls in ${seconds} s`)
}

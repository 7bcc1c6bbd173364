import {pick, randomText, wholeBetween, type Random} from '../fixtures/seeded-random.ts'
import {listPricePicodollars} from '../fixtures/demo/list-price.ts'
import type {Filler, Sink} from './corpus-sink.ts'

/** What the corpus truly holds, counted while it is written. */
export type Truth = {
  calls: number
  tokens: {input: number; output: number; cacheRead: number; cacheWrite5m: number; cacheWrite1h: number}
  picodollars: bigint
  lines: number
  assistantLines: number
}

export type Corpus = {random: Random; sink: Sink; code: Filler; base64: Filler; truth: Truth; isLean: boolean}

/** The transcript that is being written. */
export type Session = {
  envelope: string
  sessionId: string
  agentId: string | null
  atMs: number
  model: string
  isOld: boolean
  contextTokens: number
  promptId: string
  history: string[]
}

const tools = [
  'Read',
  'Bash',
  'Edit',
  'Grep',
  'Write',
  'Glob',
  'mcp__github__get_file',
  'mcp__plugin_tracker_linear__list_issues',
]
const skills = ['commit', 'review', 'tracker:triage', 'writer:changelog', 'deploy']

function hex(random: Random): string {
  return Math.floor(random() * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0')
}

export function uuid(random: Random): string {
  const [a, b, c, d] = [hex(random), hex(random), hex(random), hex(random)]
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(0, 3)}-${c.slice(3, 7)}${d}`
}

/** About log-normal: the exponential of a sum of three uniform draws, with `median`, never above `most`. */
export function skewed(random: Random, median: number, spread: number, most: number): number {
  const normal = (random() + random() + random() - 1.5) * 2
  return Math.min(most, Math.round(median * Math.exp(normal * spread)))
}

/** The beginning that all lines of a transcript share, up to `"type":`. */
function head(corpus: Corpus, session: Session, type: string): string {
  corpus.truth.lines++
  const parent = `{"parentUuid":"${uuid(corpus.random)}",${session.envelope}`
  return `${parent},"type":"${type}","uuid":"${uuid(corpus.random)}","timestamp":"${new Date(session.atMs).toISOString()}"`
}

export function writePrompt(corpus: Corpus, session: Session): void {
  const {random, sink, code} = corpus
  session.promptId = uuid(random)
  const isCommand = random() < 0.05
  sink.text(`${head(corpus, session, 'user')},"promptId":"${session.promptId}","message":{"role":"user","content":"`)
  if (isCommand) sink.text(`<command-name>/${pick(random, skills)}</command-name>`)
  else sink.filler(code, skewed(random, 180, 1, 20_000))
  sink.text('"}}\n')
  session.atMs += 2000
}

/** One response: a line per block, output growing from line to line, then the results of its tools. */
export function writeCall(corpus: Corpus, session: Session): void {
  const {random, sink, truth} = corpus
  const blocks = corpus.isLean ? 1 : blockCount(random)
  const id = `msg_01${randomText(random, 22)}`
  const request = `"requestId":"req_011${randomText(random, 21)}"`
  const output = wholeBetween(random, 20, 3000)
  const written = wholeBetween(random, 200, 9000)
  const hour = session.agentId === null && !session.isOld ? Math.floor(written * (random() < 0.9 ? 1 : 0.5)) : 0
  const usage = {
    input: wholeBetween(random, 1, 20),
    output,
    cacheRead: session.contextTokens,
    cacheWrite5m: written - hour,
    cacheWrite1h: hour,
    webSearches: 0,
  }
  const neverFinal = session.agentId !== null && random() < 0.2
  if (neverFinal) usage.output = wholeBetween(random, 1, 8)
  const counts = `"input_tokens":${usage.input},"cache_creation_input_tokens":${written},"cache_read_input_tokens":${usage.cacheRead}`
  const split = `"cache_creation":{"ephemeral_5m_input_tokens":${usage.cacheWrite5m},"ephemeral_1h_input_tokens":${hour}}`
  const skill = session.isOld || random() < 0.8 ? '' : `,"attributionSkill":"${pick(random, skills)}"`
  const startMs = session.atMs
  const toolIds: string[] = []
  for (let block = 0; block < blocks; block++) {
    const isLast = block === blocks - 1
    const shown =
      isLast || !session.isOld ? usage.output : Math.max(1, Math.floor((usage.output * (block + 1)) / (blocks + 2)))
    const start = `${head(corpus, session, 'assistant')},${request}${skill},"message":{"model":"${session.model}","id":"${id}","type":"message","role":"assistant","content":[`
    sink.text(start)
    const toolId = writeBlock(corpus, block, isLast)
    if (toolId !== null) toolIds.push(toolId)
    const reason = neverFinal || (session.isOld && !isLast) ? 'null' : toolIds.length > 0 ? '"tool_use"' : '"end_turn"'
    const end = `],"stop_reason":${reason},"stop_sequence":null,"usage":{${counts},${split},"output_tokens":${shown},"service_tier":"standard"}}}\n`
    sink.text(end)
    if (isLast && session.history.length < 40 && session.agentId === null) {
      session.history.push(`${start}{"type":"text","text":"."}${end}`)
    }
    truth.assistantLines++
    session.atMs += 700
  }
  truth.calls++
  truth.tokens.input += usage.input
  truth.tokens.output += usage.output
  truth.tokens.cacheRead += usage.cacheRead
  truth.tokens.cacheWrite5m += usage.cacheWrite5m
  truth.tokens.cacheWrite1h += usage.cacheWrite1h
  truth.picodollars += listPricePicodollars(session.model, startMs, false, usage) ?? 0n
  session.contextTokens = session.contextTokens > 180_000 ? 12_000 : session.contextTokens + written
  if (corpus.isLean) return
  if (!session.isOld) for (const toolId of toolIds) writeToolResult(corpus, session, toolId)
  else
    for (const toolId of toolIds)
      writeProgress(corpus, session, toolId, `{${counts},${split},"output_tokens":${output}}`)
  writeSidecars(corpus, session)
}

/** One to five lines per response, 2.1 on average. */
function blockCount(random: Random): number {
  const draw = random()
  return draw < 0.35 ? 1 : draw < 0.72 ? 2 : draw < 0.9 ? 3 : draw < 0.97 ? 4 : 5
}

function writeBlock(corpus: Corpus, block: number, isLast: boolean): string | null {
  const {random, sink, code, base64} = corpus
  if (!isLast && block === 0) {
    sink.text('{"type":"thinking","thinking":"')
    sink.filler(code, skewed(random, 300, 1, 8000))
    sink.text('","signature":"')
    sink.filler(base64, 600)
    sink.text('"}')
    return null
  }
  if (!isLast || random() < 0.25) {
    sink.text('{"type":"text","text":"')
    sink.filler(code, corpus.isLean ? 40 : skewed(random, 250, 1, 12_000))
    sink.text('"}')
    return null
  }
  const toolId = `toolu_01${randomText(random, 22)}`
  sink.text(
    `{"type":"tool_use","id":"${toolId}","name":"${pick(random, tools)}","input":{"file_path":"/home/bench/src/a.ts","content":"`,
  )
  sink.filler(code, corpus.isLean ? 30 : skewed(random, 200, 1.6, 60_000))
  sink.text('"}}')
  return toolId
}

/** Most of the bytes: what tools returned, often twice, now and then an image of megabytes. */
function writeToolResult(corpus: Corpus, session: Session, toolId: string): void {
  const {random, sink, code, base64} = corpus
  sink.text(
    `${head(corpus, session, 'user')},"message":{"role":"user","content":[{"tool_use_id":"${toolId}","type":"tool_result","content":`,
  )
  if (random() < 0.0006) {
    sink.text('[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"')
    sink.filler(base64, wholeBetween(random, 400_000, 3_000_000))
    sink.text('"}}]}]}}\n')
  } else {
    const length = skewed(random, 2600, 1.7, 900_000)
    sink.text('"')
    sink.filler(code, length)
    sink.text('"}]},"toolUseResult":{"stdout":"')
    sink.filler(code, random() < 0.6 ? length : 100)
    sink.text('","stderr":"","interrupted":false,"isImage":false}}\n')
  }
  session.atMs += wholeBetween(random, 300, 30_000)
}

/** Older versions: progress of hooks, and progress of agents that copies a message with its usage. */
function writeProgress(corpus: Corpus, session: Session, toolId: string, usage: string): void {
  const {random, sink, code} = corpus
  if (random() < 0.5) {
    sink.text(
      `${head(corpus, session, 'progress')},"data":{"type":"hook_progress","hookEvent":"PostToolUse","hookName":"x","command":"`,
    )
    sink.filler(code, 60)
    sink.text(`"},"toolUseID":"${toolId}"}\n`)
  }
  if (session.agentId === null && random() < 0.5) {
    sink.text(
      `${head(corpus, session, 'progress')},"data":{"type":"agent_progress","agentId":"a1","message":{"type":"assistant","message":{"model":"${session.model}","id":"msg_p${randomText(random, 20)}","content":[{"type":"text","text":"`,
    )
    sink.filler(code, skewed(random, 300, 1, 6000))
    sink.text(`"}],"usage":${usage}}}}}\n`)
  }
  writeToolResult(corpus, session, toolId)
}

function writeSidecars(corpus: Corpus, session: Session): void {
  const {random, sink, code} = corpus
  const draw = random()
  if (draw < 0.12) {
    sink.text(`${head(corpus, session, 'attachment')},"attachment":{"type":"file","filename":"a.ts","content":"`)
    sink.filler(code, skewed(random, 2500, 1.4, 200_000))
    sink.text('"}}\n')
  } else if (draw < 0.27 && session.agentId === null) {
    corpus.truth.lines++
    sink.text(
      `{"type":"file-history-snapshot","messageId":"${uuid(random)}","snapshot":{"trackedFileBackups":{"a.ts":{"backupFileName":"`,
    )
    sink.filler(code, skewed(random, 1800, 1, 60_000))
    sink.text('","version":1}}},"isSnapshotUpdate":true}\n')
  } else if (draw < 0.32) {
    sink.text(
      `${head(corpus, session, 'system')},"subtype":"turn_duration","durationMs":${wholeBetween(random, 900, 90_000)},"isMeta":false}\n`,
    )
  } else if (draw < 0.36) {
    corpus.truth.lines++
    sink.text(`{"type":"last-prompt","lastPrompt":"go on","sessionId":"${session.sessionId}"}\n`)
  }
}

import type {World} from './log-world.ts'

/** A call as the accounting rules have it, and no more than they decide. */
export interface ReferenceCall {
  readonly atMs: number | null
  readonly session: string
  readonly agent: string
  readonly skills: readonly string[]
  /** Input, output, cache reads, 5-minute and 1-hour writes, web searches; the response's own first, then its iterations'. */
  readonly parts: readonly {readonly kind: string; readonly model: string; readonly counts: readonly number[]}[]
  readonly missingOutput: number | null
}

/** A reader this plain believes what it reads. */
type Json = ReturnType<typeof JSON.parse>

/** One line of a call with what stood before it in its file. */
interface Copy {
  readonly path: string
  readonly offset: number
  readonly line: Json
  readonly sidechain: boolean
  readonly atMs: number | null
  readonly session: string
  readonly run: string | null
  readonly skills: readonly string[] | null
}

/** A call of the Agent tool. */
interface Spawn {
  readonly id: string
  readonly session: string
  readonly prompt: string
  readonly type: string | undefined
  readonly skills: readonly string[] | null
  readonly run: string | null
  readonly copy: Copy
}

/** What is said of a subagent's run. */
type Run = Partial<Record<'metaType' | 'metaCall' | 'resultType' | 'resultCall' | 'prompt', string | undefined>>

interface Thread {
  skills: readonly string[] | null
  fired: {identity: string; skills: string[]} | null
}

const BUILT_IN = new Set(['clear'])

/**
 * The accounting rules in their plainest form, written apart from pech: every line of every file is parsed, all is kept,
 * nothing is incremental.
 */
export class Reference {
  readonly #copies = new Map<string, Copy[]>()
  readonly #runs = new Map<string, Run>()
  readonly #spawns: Spawn[] = []
  /** Calls of the Task tool in the file being read that no inline chain has answered. */
  #awaited: {id: string; prompt: string}[] = []

  constructor(world: World) {
    for (const [path, text] of world) {
      if (path.endsWith('.meta.json')) this.#readDescription(path, text)
      else this.#readFile(path, text)
    }
  }

  calls(): Map<string, ReferenceCall> {
    return new Map([...this.#copies].map(([identity, copies]) => [identity, this.#call(copies)]))
  }

  #readDescription(path: string, text: string): void {
    const {agentType, toolUseId} = JSON.parse(text)
    const session = /([^/]+)\/subagents\//.exec(path)?.[1] ?? ''
    const run = this.#run(`${session}/${/agent-([^/]+)\.meta\.json$/.exec(path)?.[1]}`)
    run.metaType = least(run.metaType, agentType)
    run.metaCall = least(run.metaCall, toolUseId)
  }

  #readFile(path: string, text: string): void {
    const isSubagent = /(^|\/)subagents\/|(^|\/)agent-[^/]*$/.test(path)
    const main: Thread = {skills: isSubagent ? null : [], fired: null}
    const chains = new Map<string, {first: string | null; thread: Thread}>()
    this.#awaited = []
    let command: string | null = null
    let offset = 0
    for (const raw of text.split('\n')) {
      const at = offset
      offset += Buffer.byteLength(raw) + 1
      const line = parsed(raw)
      if (!line) continue
      let thread = main
      let chain: string | null = null
      if (!isSubagent && line.isSidechain) {
        const known = chains.get(line.parentUuid) ?? {first: line.uuid ?? null, thread: {skills: null, fired: null}}
        if (line.uuid) chains.set(line.uuid, known)
        thread = known.thread
        chain = known.first
      }
      if (line.type === 'assistant') this.#readAssistant(path, at, line, thread, chain, isSubagent)
      else if (line.type === 'user') {
        const result = line.toolUseResult
        if (result?.agentId) {
          const run = this.#run(`${line.sessionId}/${result.agentId}`)
          run.resultCall = least(run.resultCall, line.message.content[0].tool_use_id)
          run.resultType = least(run.resultType, result.agentType)
        }
        const {content} = line.message
        const words = typeof content === 'string' ? content : content[0].type === 'text' ? content[0].text : null
        if (words === null) continue
        if (chain !== null) {
          if (chain === line.uuid) this.#startChain(this.#run(`${line.sessionId}/${chain}`), words)
          continue
        }
        if (thread !== main || isSubagent) continue
        const isExpansion = command !== null && line.parentUuid === command && typeof content !== 'string'
        command = null
        const name = /<command-name>\/?([^<]*)</.exec(words)?.[1]
        if (name !== undefined) {
          command = line.uuid
        } else if (isExpansion || line.isMeta || line.isCompactSummary || line.origin || words.startsWith('[Request'))
          continue
        main.skills = name === undefined || BUILT_IN.has(name) ? [] : [name]
        main.fired = null
      }
    }
  }

  #startChain(run: Run, prompt: string): void {
    const task = this.#awaited.find((awaited) => awaited.prompt === prompt)
    this.#awaited = this.#awaited.filter((awaited) => awaited !== task)
    run.prompt = prompt
    run.resultCall = least(run.resultCall, task?.id)
  }

  #readAssistant(
    path: string,
    offset: number,
    line: Json,
    thread: Thread,
    chain: string | null,
    isSubagent: boolean,
  ): void {
    const {message} = line
    if (message.model === '<synthetic>' || message.usage.output_tokens < 0) return
    const identity =
      message.id ??
      (line.requestId ? `request:${line.requestId}` : line.uuid ? `uuid:${line.uuid}` : `line:${path}:${offset}`)
    if (thread.fired !== null && thread.fired.identity !== identity) {
      thread.skills = thread.fired.skills
      thread.fired = null
    }
    const sidechain = isSubagent || line.isSidechain
    const isCompaction = path.includes('agent-acompact')
    const agentId = line.agentId ?? /agent-([^/]+)\.jsonl$/.exec(path)?.[1] ?? chain
    const run = sidechain && !isCompaction && agentId ? `${line.sessionId}/${agentId}` : null
    const atMs = Date.parse(line.timestamp)
    const copy: Copy = {
      path,
      offset,
      line,
      sidechain,
      atMs: Number.isNaN(atMs) ? null : atMs,
      session: line.sessionId,
      run,
      skills: thread.skills,
    }
    const copies = this.#copies.get(identity) ?? []
    copies.push(copy)
    this.#copies.set(identity, copies)
    for (const block of message.content) {
      if (block.name === 'Skill') {
        const fired = thread.fired?.skills ?? []
        thread.fired = {identity, skills: [...new Set([...fired, block.input.skill])]}
      } else if (block.name === 'Agent' || block.name === 'Task') {
        const skills = line.attributionSkill ? [line.attributionSkill] : copy.skills
        const {prompt, subagent_type: type} = block.input
        if (block.name === 'Task') this.#awaited.push({id: block.id, prompt})
        this.#spawns.push({id: block.id, session: line.sessionId, prompt, type, skills, run, copy})
      }
    }
  }

  #call(copies: readonly Copy[]): ReferenceCall {
    const usage = (copy: Copy) => copy.line.message.usage
    const best = copies.toSorted(
      (a, b) =>
        Number(a.sidechain) - Number(b.sidechain) ||
        usage(b).output_tokens - usage(a).output_tokens ||
        sum(countsOf(usage(b)).slice(0, 5)) - sum(countsOf(usage(a)).slice(0, 5)) ||
        Number(!a.line.message.stop_reason) - Number(!b.line.message.stop_reason) ||
        byPlace(a, b),
    )[0]!
    const home = copies.toSorted(byHome)[0]!
    const times = copies.flatMap(({atMs}) => atMs ?? [])
    const {model} = best.line.message
    const iterations = (usage(best).iterations ?? []).flatMap((iteration: Json) => {
      const kind = {compaction: 'compaction', advisor_message: 'advisor', fallback_message: 'fallback'}[
        String(iteration.type)
      ]
      return kind === undefined ? [] : [{kind, model: iteration.model ?? model, counts: countsOf(iteration)}]
    })
    return {
      atMs: times.length === 0 ? null : Math.min(...times),
      session: home.session,
      agent: home.path.includes('agent-acompact') ? 'main' : this.#agent(home),
      skills: home.line.attributionSkill
        ? [home.line.attributionSkill]
        : (home.skills ?? this.#skillsOfRun(home.run, [])),
      parts: [
        {kind: home.path.includes('agent-acompact') ? 'compaction' : 'message', model, counts: countsOf(usage(best))},
        ...iterations,
      ],
      missingOutput: missingOutput(copies, usage(best).output_tokens),
    }
  }

  #agent({line, sidechain, run}: Copy): string {
    if (line.attributionAgent) return line.attributionAgent
    if (!sidechain) return 'main'
    const facts = run === null ? undefined : this.#runs.get(run)
    const spawn = run === null ? undefined : this.#spawnOf(run)
    return facts?.metaType ?? spawn?.type ?? facts?.resultType ?? (spawn === undefined ? 'subagent' : 'general-purpose')
  }

  #skillsOfRun(run: string | null, above: readonly string[]): readonly string[] {
    const spawn = run === null || above.includes(run) ? undefined : this.#spawnOf(run)
    if (spawn === undefined || run === null) return []
    return spawn.skills ?? this.#skillsOfRun(spawn.run, [...above, run])
  }

  #spawnOf(key: string) {
    const run = this.#runs.get(key)
    if (run === undefined) return undefined
    const first = (wanted: (spawn: Spawn) => boolean) =>
      this.#spawns.toSorted((a, b) => byHome(a.copy, b.copy)).find(wanted)
    // of several copies of one call, the first one tells where and why it was made
    const original = (id: string | undefined) => first((spawn) => spawn.id === id)
    const session = key.slice(0, key.indexOf('/'))
    return (
      original(run.resultCall) ??
      original(run.metaCall) ??
      first((spawn) => spawn.prompt === run.prompt && spawn.session === session && original(spawn.id) === spawn)
    )
  }

  #run(key: string): Run {
    const run = this.#runs.get(key) ?? {}
    this.#runs.set(key, run)
    return run
  }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function countsOf(usage: Json): number[] {
  const split = usage.cache_creation ?? {}
  const written1h = split.ephemeral_1h_input_tokens ?? 0
  const written5m = split.ephemeral_5m_input_tokens ?? 0
  const beyond = Math.max(0, (usage.cache_creation_input_tokens ?? 0) - written5m - written1h)
  const searches = usage.server_tool_use?.web_search_requests ?? 0
  return [
    usage.input_tokens,
    usage.output_tokens,
    usage.cache_read_input_tokens ?? 0,
    written5m + beyond,
    written1h,
    searches,
  ]
}

function missingOutput(copies: readonly Copy[], output: number): number | null {
  if (copies.some(({line}) => line.message.stop_reason)) return null
  const blocks = new Map<string, number>()
  for (const {line} of copies) {
    for (const block of line.message.content) {
      blocks.set(JSON.stringify(block), (block.text ?? JSON.stringify(block.input)).length)
    }
  }
  const implied = Math.floor(sum([...blocks.values()]) / 4)
  return 2 * output < implied ? implied - output : null
}

function byHome(a: Copy, b: Copy): number {
  return (
    Number(a.sidechain) - Number(b.sidechain) ||
    Number(Boolean(a.line.forkedFrom)) - Number(Boolean(b.line.forkedFrom)) ||
    (a.atMs ?? 9e15) - (b.atMs ?? 9e15) ||
    compare(a.session, b.session) ||
    byPlace(a, b)
  )
}

function byPlace(a: Copy, b: Copy): number {
  return compare(a.path, b.path) || a.offset - b.offset
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function least(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

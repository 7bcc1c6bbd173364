import fc from 'fast-check'

/** Files below a projects folder: path → lines (without line ends), or the text of a description. */
export type World = ReadonlyMap<string, string>

const MODELS = ['claude-opus-5-5', 'claude-sonnet-4-5-20250929', 'claude-haiku-5-5', 'claude-opus-99', 'nobody-1', '']
const TIMES = ['ok', 'ok', 'ok', 'ok', 'ok', 'same', 'missing', 'garbage'] as const
const PROMPTS = [
  'tidy the harbour',
  'show me the result',
  'name the user',
  'look at "usage" please',
  'task 0',
  'task 1',
]
const COMMANDS = ['/clear', '/tidy', 'acme:build', '/result']
const SKILLS = ['tidy', 'acme:build', 'result']
const AGENT_TYPES = [null, 'Explore', 'acme:scout']
/** Calls that start a subagent are `spawn-<file>-<count>`; the last of these stands in a subagent's own file. */
const SPAWNS = ['spawn-0-0', 'spawn-0-1', 'spawn-1-0', 'spawn-10-0']

const tokens = fc.integer({min: 0, max: 3000})

const usage = fc.record({
  input: tokens,
  output: fc.integer({min: 0, max: 60}),
  read: tokens,
  write: tokens,
  split: fc.constantFrom('none', 'all 1h', 'part', 'larger'),
  speed: fc.constantFrom(undefined, null, 'fast', 'standard'),
  tier: fc.constantFrom(undefined, 'standard', 'batch'),
  geo: fc.constantFrom(undefined, '', 'us'),
  searches: fc.constantFrom(undefined, 0, 2),
  iterations: fc.array(fc.constantFrom('message', 'compaction', 'advisor_message', 'fallback_message', 'later'), {
    maxLength: 2,
  }),
})

const tool = fc.oneof(
  fc.record({kind: fc.constant('Skill' as const), skill: fc.constantFrom(...SKILLS)}),
  fc.record({
    kind: fc.constantFrom('Agent' as const, 'Task' as const),
    type: fc.constantFrom(...AGENT_TYPES),
    task: fc.integer({min: 0, max: 2}),
  }),
  fc.record({kind: fc.constantFrom('Read' as const, 'mcp__plugin_dock_db__ask' as const, 'mcp__sea__tide' as const)}),
)

const response = fc.record({
  op: fc.constant('response' as const),
  /** Few ids that any place may repeat; null: an id of its own. */
  shared: fc.option(fc.integer({min: 0, max: 3}), {freq: 5}),
  identifiedBy: fc.constantFrom('id', 'id', 'id', 'id', 'request', 'uuid', 'nothing'),
  copies: fc.integer({min: 1, max: 3}),
  hasStop: fc.boolean(),
  time: fc.constantFrom(...TIMES),
  model: fc.constantFrom(...MODELS),
  usage,
  tools: fc.array(tool, {maxLength: 3}),
  textLength: fc.constantFrom(0, 5, 300),
  natives: fc.constantFrom(
    {},
    {},
    {},
    {attributionAgent: 'Plan'},
    {attributionSkill: 'dock:load'},
    {attributionPlugin: 'crane'},
  ),
  trouble: fc.constantFrom(null, null, null, null, null, null, 'refused', 'malformed', 'synthetic', 'progress'),
})

const prompt = fc.record({
  op: fc.constant('prompt' as const),
  style: fc.constantFrom('typed', 'typed', 'blocks', 'meta', 'summary', 'notification', 'interrupted', 'tool result'),
  text: fc.constantFrom(...PROMPTS),
  hasPromptId: fc.boolean(),
})

const step = fc.oneof(
  {weight: 6, arbitrary: response},
  {weight: 2, arbitrary: prompt},
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('command' as const),
      name: fc.constantFrom(...COMMANDS),
      expands: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('agent result' as const),
      toolUseId: fc.constantFrom(...SPAWNS),
      agent: fc.nat({max: 2}),
      type: fc.constantFrom(...AGENT_TYPES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('chain' as const),
      task: fc.integer({min: 0, max: 2}),
      steps: fc.array(response, {minLength: 1, maxLength: 3}),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('noise' as const),
      kind: fc.constantFrom('title', 'own title', 'boundary', 'cost', 'other', 'empty'),
    }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
type Response = typeof response extends fc.Arbitrary<infer Value> ? Value : never

const description = fc.record({
  agentType: fc.constantFrom(...AGENT_TYPES),
  toolUseId: fc.constantFrom(null, ...SPAWNS),
})

const subagent = fc.record({
  session: fc.nat({max: 1}),
  agent: fc.nat({max: 2}),
  place: fc.constantFrom('subagents', 'subagents', 'subagents/workflows/wf_1', 'flat', 'compaction'),
  steps: fc.array(step, {minLength: 1, maxLength: 4}),
  description: fc.option(description),
})

const copy = fc.record({
  of: fc.nat({max: 1}),
  lines: fc.nat({max: 12}),
  says: fc.constantFrom('same session', 'new session', 'forked'),
  steps: fc.array(step, {maxLength: 3}),
})

/** Worlds of up to two sessions with subagents, resumed and forked copies, and everything that may go wrong in a line. */
export const logWorlds: fc.Arbitrary<World> = fc
  .record({
    sessions: fc.array(fc.array(step, {minLength: 1, maxLength: 9}), {minLength: 1, maxLength: 2}),
    subagents: fc.array(subagent, {maxLength: 3}),
    copies: fc.array(copy, {maxLength: 2}),
    finalNewline: fc.boolean(),
  })
  .map(({sessions, subagents, copies, finalNewline}) => {
    const files = new Map<string, string>()
    const mains = sessions.map((steps, index) =>
      new Transcript({session: `session-${index}`, file: index}).write(steps),
    )
    const add = (path: string, lines: readonly string[]) =>
      files.set(path, lines.join('\n') + (finalNewline || lines.length === 0 ? '\n' : ''))
    mains.forEach((lines, index) => add(`-src/session-${index}.jsonl`, lines))
    subagents.forEach(({session, agent, place, steps, description}, index) => {
      const name = place === 'compaction' ? `agent-acompact-${index}` : `agent-a${agent}`
      const folder =
        place === 'flat' ? '-src' : `-src/session-${session}/${place === 'compaction' ? 'subagents' : place}`
      const lines = new Transcript({session: `session-${session}`, file: 10 + index, agentId: `a${agent}`}).write(steps)
      add(`${folder}/${name}.jsonl`, lines)
      if (description && place !== 'flat') files.set(`${folder}/${name}.meta.json`, describe(description))
    })
    copies.forEach(({of, lines, says, steps}, index) => {
      const own = `copy-${index}`
      const session = says === 'same session' ? `session-${of}` : own
      const copied = (mains[of] ?? []).slice(0, lines).map((line) => copyLine(line, says, own))
      add(`-src/${own}.jsonl`, [...copied, ...new Transcript({session, file: 20 + index}).write(steps)])
    })
    return files
  })

function describe({agentType, toolUseId}: {agentType: string | null; toolUseId: string | null}): string {
  return JSON.stringify({
    ...(agentType === null ? {} : {agentType}),
    ...(toolUseId === null ? {} : {toolUseId}),
    description: 'x',
  })
}

function copyLine(line: string, says: string, session: string): string {
  if (says === 'same session' || !line.startsWith('{')) return line
  const renamed = line.replace(/"sessionId":"[^"]*"/, `"sessionId":"${session}"`)
  return says === 'forked' ? renamed.replace('{', '{"forkedFrom":{"sessionId":"x"},') : renamed
}

/** Writes steps as lines, the way Claude Code does. */
class Transcript {
  readonly #lines: string[] = []
  readonly #envelope: Record<string, unknown>
  readonly #file: number
  #count = 0
  #spawns = 0
  #atMs: number

  constructor({session, file, agentId}: {session: string; file: number; agentId?: string}) {
    this.#file = file
    this.#atMs = Date.UTC(2026, 9, 6, 12, 0, file * 7)
    this.#envelope = {
      isSidechain: agentId !== undefined,
      ...(file % 5 === 1 ? {} : {cwd: `/home/mira/src/harbor-${file % 3}`}),
      sessionId: session,
      ...(agentId === undefined ? {} : {agentId}),
      version: '2.1.300',
      gitBranch: 'main',
    }
  }

  write(steps: readonly (Step | Response)[]): string[] {
    for (const step of steps) this.#write(step)
    return this.#lines
  }

  #write(step: Step | Response): void {
    switch (step.op) {
      case 'response':
        this.#response(step, {})
        break
      case 'prompt':
        this.#prompt(step)
        break
      case 'command': {
        const uuid = this.#uuid()
        this.#user(`<command-message>x</command-message>\n<command-name>${step.name}</command-name>`, {uuid})
        if (step.expands)
          this.#user([{type: 'text', text: 'Do it well.'}], {parentUuid: uuid, isMeta: step.name === '/tidy'})
        break
      }
      case 'agent result':
        this.#user([{type: 'tool_result', tool_use_id: step.toolUseId, content: 'ok'}], {
          toolUseResult: {
            agentId: `a${step.agent}`,
            usage: {input_tokens: 9},
            ...(step.type === null ? {} : {agentType: step.type}),
          },
        })
        break
      case 'chain': {
        let parentUuid = this.#uuid()
        this.#user(`task ${step.task}`, {uuid: parentUuid, isSidechain: true, parentUuid: null})
        for (const response of step.steps) parentUuid = this.#response(response, {isSidechain: true, parentUuid})
        break
      }
      case 'noise':
        this.#noise(step.kind)
        break
    }
  }

  /** @returns The uuid of the last line. */
  #response(step: Response, extra: Record<string, unknown>): string {
    const {shared, identifiedBy} = step
    const own = shared === null ? `${this.#file}-${++this.#count}` : `shared-${shared}`
    if (step.time !== 'same') this.#atMs += [1000, 61_000, 290_000, 310_000, 3_700_000][step.usage.read % 5]!
    const content = this.#content(step, own)
    let uuid = ''
    for (let copy = 1; copy <= step.copies; copy++) {
      uuid = identifiedBy === 'uuid' || identifiedBy === 'nothing' ? `u-${own}` : this.#uuid()
      const isLast = copy === step.copies
      const message = {
        ...(identifiedBy === 'id' ? {id: `msg-${own}`} : {}),
        model: step.trouble === 'synthetic' ? '<synthetic>' : step.model,
        role: 'assistant',
        content: content.filter((_, index) => index % step.copies === copy - 1),
        stop_reason: step.hasStop && isLast ? 'end_turn' : null,
        usage: usageOf(step, isLast ? step.usage.output : Math.floor(step.usage.output / 3)),
      }
      const line = {
        ...this.#envelope,
        ...step.natives,
        ...extra,
        ...(copy > 1 && 'parentUuid' in extra ? {parentUuid: this.#lastUuid} : {}),
        type: step.trouble === 'progress' ? 'progress' : 'assistant',
        ...(identifiedBy === 'nothing' ? {} : {uuid}),
        ...(identifiedBy === 'id' || identifiedBy === 'request' ? {requestId: `req-${own}`} : {}),
        ...timestamp(step.time, this.#atMs + copy),
        message,
      }
      const text = JSON.stringify(line)
      this.#lastUuid = uuid
      this.#lines.push(step.trouble === 'malformed' && isLast ? text.slice(0, -9) : text)
    }
    return uuid
  }

  #lastUuid = ''

  #content(step: Response, own: string): Record<string, unknown>[] {
    const blocks: Record<string, unknown>[] =
      step.textLength === 0 ? [] : [{type: 'text', text: 'x'.repeat(step.textLength)}]
    step.tools.forEach((tool, index) => {
      const id = `tool-${own}-${index}-${tool.kind}`
      if (tool.kind === 'Skill') blocks.push({type: 'tool_use', id, name: 'Skill', input: {skill: tool.skill}})
      else if (tool.kind === 'Agent' || tool.kind === 'Task') {
        const input = {prompt: `task ${tool.task}`, ...(tool.type === null ? {} : {subagent_type: tool.type})}
        blocks.push({type: 'tool_use', id: `spawn-${this.#file}-${this.#spawns++}`, name: tool.kind, input})
      } else blocks.push({type: 'tool_use', id, name: tool.kind, input: {question: 'usage'}})
    })
    return blocks
  }

  #prompt({style, text, hasPromptId}: Extract<Step, {op: 'prompt'}>): void {
    const extra = {
      ...(hasPromptId ? {promptId: `prompt-${this.#file}-${this.#lines.length}`} : {}),
      ...(style === 'meta' ? {isMeta: true} : {}),
      ...(style === 'summary' ? {isCompactSummary: true} : {}),
      ...(style === 'notification' ? {origin: {kind: 'task-notification'}} : {}),
    }
    if (style === 'blocks') this.#user([{type: 'text', text}], extra)
    else if (style === 'tool result') this.#user([{type: 'tool_result', tool_use_id: 'x', content: text}], extra)
    else this.#user(style === 'interrupted' ? '[Request interrupted by user]' : text, extra)
  }

  #user(content: unknown, extra: Record<string, unknown>): void {
    const line = {
      ...this.#envelope,
      type: 'user',
      message: {role: 'user', content},
      uuid: this.#uuid(),
      ...timestamp('ok', this.#atMs),
      ...extra,
    }
    this.#lines.push(JSON.stringify(line))
  }

  #noise(kind: string): void {
    const {sessionId} = this.#envelope
    const at = this.#lines.length
    if (kind === 'title') this.#push({type: 'ai-title', aiTitle: `Harbour ${at} result`, sessionId})
    else if (kind === 'own title') this.#push({type: 'custom-title', customTitle: `My user ${at}`, sessionId})
    else if (kind === 'cost') this.#push({type: 'cost-state', sessionId, totalCostUSD: at, modelUsage: {}})
    else if (kind === 'boundary')
      this.#push({...this.#envelope, type: 'system', subtype: 'compact_boundary', ...timestamp('ok', this.#atMs)})
    else if (kind === 'other')
      this.#push({type: 'file-history-snapshot', messageId: 'x', snapshot: {usage: {input_tokens: 5}}})
    else this.#lines.push('')
  }

  #push(line: Record<string, unknown>): void {
    this.#lines.push(JSON.stringify(line))
  }

  #uuid(): string {
    return `u-${this.#file}-${this.#lines.length}`
  }
}

function timestamp(time: (typeof TIMES)[number], atMs: number): {timestamp?: string} {
  if (time === 'missing') return {}
  return {timestamp: time === 'garbage' ? 'yesterday' : new Date(atMs).toISOString()}
}

function usageOf({usage, trouble}: Response, output: number): Record<string, unknown> {
  const {write} = usage
  const splits = {
    none: undefined,
    'all 1h': [0, write],
    part: [Math.floor(write / 3), Math.floor(write / 4)],
    larger: [write, 7],
  }
  const split = splits[usage.split as keyof typeof splits]
  return {
    input_tokens: usage.input,
    output_tokens: trouble === 'refused' ? -1 : output,
    cache_read_input_tokens: usage.read,
    cache_creation_input_tokens: write,
    ...(split === undefined
      ? {}
      : {cache_creation: {ephemeral_5m_input_tokens: split[0], ephemeral_1h_input_tokens: split[1]}}),
    ...(usage.speed === undefined ? {} : {speed: usage.speed}),
    ...(usage.tier === undefined ? {} : {service_tier: usage.tier}),
    ...(usage.geo === undefined ? {} : {inference_geo: usage.geo}),
    ...(usage.searches === undefined ? {} : {server_tool_use: {web_search_requests: usage.searches}}),
    ...(usage.iterations.length === 0
      ? {}
      : {
          iterations: usage.iterations.map((type, index) => ({
            type,
            model: index === 0 ? null : 'claude-haiku-5-5',
            input_tokens: 11,
            output_tokens: index,
          })),
        }),
  }
}

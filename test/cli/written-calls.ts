import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {freshHome} from '../run-pech.ts'

/** One call to be written into a log. */
export interface WrittenCall {
  readonly at: string | null
  readonly model?: string
  readonly input?: number
  readonly output?: number
  readonly cacheRead?: number
  readonly cacheWrite5m?: number
  readonly cacheWrite1h?: number
  readonly session?: string
  readonly tool?: string
  readonly entrypoint?: string
  /** Of the message; by default its place in the list. */
  readonly id?: string
  /** Type of the subagent whose file the call stands in. */
  readonly agent?: string
}

/** Writes calls as Claude Code would, one transcript per session, into a fresh home. @returns The home. */
export function writeCalls(calls: readonly WrittenCall[]): string {
  const home = freshHome()
  const project = join(home, 'claude', 'projects', '-home-me-work')
  const files = new Map<string, string[]>()
  for (const [index, call] of calls.entries()) {
    const session = call.session ?? 'session-1'
    const file =
      call.agent === undefined
        ? join(project, `${session}.jsonl`)
        : join(project, session, 'subagents', `agent-${call.agent}.jsonl`)
    const lines = files.get(file) ?? []
    lines.push(JSON.stringify(lineOf(call, session, index)))
    files.set(file, lines)
  }
  for (const [file, lines] of files) {
    mkdirSync(join(file, '..'), {recursive: true})
    writeFileSync(file, `${lines.join('\n')}\n`)
  }
  return home
}

function lineOf(call: WrittenCall, session: string, index: number): object {
  const {input = 0, output = 0, cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0} = call
  return {
    type: 'assistant',
    uuid: `line-${index}`,
    sessionId: session,
    cwd: '/home/me/work/shop',
    ...(call.entrypoint === undefined ? {} : {entrypoint: call.entrypoint}),
    ...(call.at === null ? {} : {timestamp: call.at}),
    ...(call.agent === undefined ? {} : {isSidechain: true, agentId: call.agent, attributionAgent: call.agent}),
    message: {
      id: call.id ?? `msg_${index}`,
      role: 'assistant',
      model: call.model ?? 'claude-opus-4-5-20251101',
      stop_reason: 'end_turn',
      content: call.tool === undefined ? [] : [{type: 'tool_use', id: `use_${index}`, name: call.tool, input: {}}],
      usage: {
        input_tokens: input,
        output_tokens: output,
        cache_read_input_tokens: cacheRead,
        cache_creation_input_tokens: cacheWrite5m + cacheWrite1h,
        cache_creation: {ephemeral_5m_input_tokens: cacheWrite5m, ephemeral_1h_input_tokens: cacheWrite1h},
      },
    },
  }
}

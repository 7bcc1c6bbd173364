import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {freshHome, runPech, type Run} from '../run-pech.ts'

/** A home with logs in which every call costs what the test says: Claude Haiku 4.5 takes $1 per million input tokens. */
export class GateWorld {
  readonly home = freshHome()
  readonly env: Readonly<Record<string, string>>
  #calls = 0

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.env = {PECH_HOME: this.home, ...env}
  }

  transcript(session: string): string {
    return join(this.home, 'claude', 'projects', '-p', `${session}.jsonl`)
  }

  /** Appends a call of that many dollars to a session. */
  spend(session: string, usd: number, more: {cwd?: string; at?: string; model?: string; file?: string} = {}): void {
    const {cwd = '/nowhere/p', at = '2026-10-04T11:00:00.000Z', model = 'claude-haiku-4-5'} = more
    const file = more.file ?? this.transcript(session)
    const id = ++this.#calls
    mkdirSync(dirname(file), {recursive: true})
    const line = {
      type: 'assistant',
      uuid: `u${id}`,
      parentUuid: null,
      isSidechain: more.file !== undefined,
      sessionId: session,
      cwd,
      gitBranch: 'main',
      timestamp: at,
      requestId: `r${id}`,
      message: {
        id: `m${id}`,
        model,
        role: 'assistant',
        stop_reason: 'end_turn',
        content: [{type: 'text', text: 'ok'}],
        usage: {input_tokens: Math.round(usd * 1e6), output_tokens: 0},
      },
    }
    appendFileSync(file, `${JSON.stringify(line)}\n`)
  }

  budgets(text: string): void {
    writeFileSync(join(this.home, 'budgets.yaml'), text)
  }

  config(text: string): void {
    writeFileSync(join(this.home, 'config.yaml'), text)
  }

  run(args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}): Run {
    return runPech(args, {env: {...this.env, ...env}, input})
  }

  /** Runs JavaScript in this world. */
  evaluate(script: string, args: readonly string[], input: string, env: Readonly<Record<string, string>> = {}): Run {
    return runPech(['--', ...args], {env: {...this.env, ...env}, input, nodeArgs: ['-e'], program: script})
  }

  /** Reads all logs, so that verdicts are complete. */
  ingest(): void {
    const {exitCode, stderr} = this.run(['ingest', '--quiet'])
    if (exitCode !== 0) throw new Error(stderr)
  }

  /** The JSON of a hook of a session. */
  hookJson(session: string, more: Readonly<Record<string, unknown>> = {}): string {
    return JSON.stringify({
      session_id: session,
      transcript_path: this.transcript(session),
      cwd: '/nowhere/p',
      hook_event_name: 'PreToolUse',
      tool_name: 'Bash',
      tool_input: {},
      ...more,
    })
  }
}

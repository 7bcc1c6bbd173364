import {shellLine, type Invocation} from './invocation.ts'

/** What Claude Code runs on an event. */
export interface HookHandler {
  readonly type: 'command'
  readonly command: string
  readonly args: readonly string[]
  /** Seconds. */
  readonly timeout: number
  readonly onFailure?: 'block'
}

/** What the settings are to hold. */
export interface WantedSettings {
  /** One handler per event. */
  readonly hooks: ReadonlyMap<string, HookHandler>
  /** Null: no line of pech. */
  readonly statusLine: {readonly type: 'command'; readonly command: string; readonly padding: number} | null
}

/** What may be chosen. */
export interface SettingsChoice {
  /** A gate that cannot be asked stops the work. */
  readonly failClosed: boolean
  /** Typed prompts pass the gate too. */
  readonly gatePrompts: boolean
  readonly statusLine: boolean
}

/** Seconds that Claude Code waits for each event. SessionEnd has 1.5 unless more is asked for here. */
const HOOK_SECONDS = {
  SessionStart: 10,
  PreToolUse: 5,
  PostToolUse: 5,
  PreCompact: 15,
  Stop: 10,
  SubagentStop: 10,
  SessionEnd: 5,
} as const

const GATE_SECONDS = 5

/** The hooks and the status line that pech needs in Claude Code's settings. */
export function wantedSettings(invocation: Invocation, choice: SettingsChoice): WantedSettings {
  const handler = (args: readonly string[], timeout: number, isGate: boolean): HookHandler => ({
    type: 'command',
    command: invocation.node,
    args: [invocation.script, ...args],
    timeout,
    ...(isGate && choice.failClosed ? {onFailure: 'block'} : {}),
  })
  const hooks = new Map<string, HookHandler>()
  for (const [event, seconds] of Object.entries(HOOK_SECONDS)) {
    hooks.set(event, handler(['hook', event], seconds, event === 'PreToolUse'))
  }
  if (choice.gatePrompts) hooks.set('UserPromptSubmit', handler(['budget', 'check', '--hook'], GATE_SECONDS, true))
  const command = shellLine(invocation, ['statusline'])
  return {hooks, statusLine: choice.statusLine ? {type: 'command', command, padding: 0} : null}
}

/**
 * Whether a hook handler or a status line, as read from settings, is one that pech wrote (or a person wrote for it):
 * nothing but pech with `hook …`, `budget check --hook` or `statusline`. A line that does more is the person's own.
 */
export function isOfPech(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('command' in value)) return false
  const {command} = value
  const args = 'args' in value && Array.isArray(value.args) ? value.args : null
  if (args === null && typeof command !== 'string') return false
  const words = args === null ? shellWords(String(command)) : [command, ...args].map(String)
  const task = words.findIndex((word) => PROGRAM.test(word)) + 1
  return (task === 1 || task === 2) && TASK.test(words.slice(task).join(' '))
}

const PROGRAM = /(?:^|[\\/])pech(?:\.js|\.cmd)?$/
const TASK = /^(?:hook \w+|budget check --hook|statusline)$/
const SHELL_WORD = /(?:"[^"]*"|'[^']*'|\\['"]|\\(?!['"])|[^\s|&;<>"'\\])+/y

/** The words of a line that does nothing but start a program; none for a line that does more. */
function shellWords(line: string): string[] {
  const words: string[] = []
  let at = 0
  for (;;) {
    SHELL_WORD.lastIndex = at
    const word = SHELL_WORD.exec(line)?.[0]
    if (word === undefined) return []
    words.push(word.replaceAll(/["']/g, ''))
    at += word.length
    if (at === line.length) return words
    if (line[at++] !== ' ') return []
  }
}

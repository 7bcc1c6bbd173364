import {homedir} from 'node:os'
import {join} from 'node:path'
import {answerRequest, type GateOutput, type GateRequest} from '../app/hook/answer-request.ts'
import type {StatusFacts} from '../core/budget/status-facts.ts'
import type {ExitCode} from '../core/exit.ts'
import {gateAt} from '../io/budgets/gate-at.ts'
import {readStdin, type StdinPatience} from '../io/read-stdin.ts'
import {writeAtomically} from '../io/write-atomically.ts'
import {statusline} from '../render/plain-statusline.ts'
import {plainWords} from '../render/plain-words.ts'
import {statuslineAsJson} from '../render/statusline-json.ts'
import type {CommonFlags} from './common-flags.ts'
import {packageRoot} from './package-root.ts'

/** What the gate says, and its verdict. */
export type GateAnswer = GateOutput & {readonly exitCode: ExitCode}

/** Answers a request of the gate as the hook door does, byte for byte; here it may also go to a file. */
export async function runGate(request: GateRequest, flags: CommonFlags): Promise<void> {
  writeGate(answerGate(request, await readStdin(patienceFor(request)), flags), flags)
}

/** Answers with the status line; `--json` also tells what it is made of. */
export async function runStatusline(flags: CommonFlags, clock: () => number): Promise<void> {
  const request = {kind: 'statusline'} as const
  const draw = (facts: StatusFacts) => {
    const line = statusline(facts, process.env['COLUMNS'])
    return flags.format === 'json' ? statuslineAsJson(facts, line, clock()) : line
  }
  writeGate(answerGate(request, await readStdin(patienceFor(request)), flags, draw), flags)
}

/** The answer to a hook. */
export function answerGate(
  request: GateRequest,
  stdin: string | null,
  {timezone}: CommonFlags,
  draw = (facts: StatusFacts) => statusline(facts, process.env['COLUMNS']),
): GateAnswer {
  const {env} = process
  const launcher = () => join(packageRoot(), 'bin', 'pech.js')
  return answerRequest(request, stdin, {
    open: (wait) => gateAt({env, timezone, launcher}, wait),
    declaration: env['ENCHANTED_ATTRIBUTION'] || undefined,
    words: {...plainWords(homedir()), statusline: draw},
  })
}

/** Writes an answer, and sets the exit code. */
export function writeGate({stdout, stderr, exitCode}: GateAnswer, {output}: CommonFlags): void {
  if (output !== undefined) writeAtomically(output, stdout)
  else if (stdout !== '') process.stdout.write(stdout)
  if (stderr !== '') process.stderr.write(stderr)
  process.exitCode = exitCode
}

/** How long stdin may take: a hook's JSON surely comes, a script's stdin may stay open for ever. */
export function patienceFor(request: GateRequest): StdinPatience {
  const isExpected = request.kind !== 'check' || request.hook
  return {firstByteMs: isExpected ? 2000 : 50, allMs: 2000}
}

import {homedir} from 'node:os'
import {join} from 'node:path'
import {answerRequest, type GateRequest} from '../app/hook/answer-request.ts'
import {gateAt} from '../io/budgets/gate-at.ts'
import {readStdin} from '../io/read-stdin.ts'
import {writeAtomically} from '../io/write-atomically.ts'
import {statusline} from '../render/plain-statusline.ts'
import {plainWords} from '../render/plain-words.ts'
import type {CommonFlags} from './common-flags.ts'
import {packageRoot} from './package-root.ts'

/** Answers a request of the gate as the hook door does, byte for byte; here it may also go to a file. */
export async function runGate(request: GateRequest, flags: CommonFlags): Promise<void> {
  const {env} = process
  const isExpected = request.kind !== 'check' || request.hook
  const stdin = await readStdin({firstByteMs: isExpected ? 2000 : 50, allMs: 2000})
  const launcher = () => join(packageRoot(), 'bin', 'pech.js')
  const {stdout, stderr, exitCode} = answerRequest(request, stdin, {
    open: (wait) => gateAt({env, timezone: flags.timezone, launcher}, wait),
    declaration: env['ENCHANTED_ATTRIBUTION'] || undefined,
    words: {...plainWords(homedir()), statusline: (facts) => statusline(facts, env['COLUMNS'])},
  })
  if (flags.output !== undefined) writeAtomically(flags.output, stdout)
  else if (stdout !== '') process.stdout.write(stdout)
  if (stderr !== '') process.stderr.write(stderr)
  process.exitCode = exitCode
}

import {answerRequest, isAboutCall} from '../app/hook/answer-request.ts'
import {EXIT} from '../core/exit.ts'
import {gateAt} from '../io/budgets/gate-at.ts'
import {homeFolder} from '../io/home-folder.ts'
import type {LedgerGate} from '../io/budgets/open-gate.ts'
import {readStdin} from '../io/read-stdin.ts'
import {writeNow} from '../io/write-now.ts'
import {statusline} from '../render/plain-statusline.ts'
import {plainWords} from '../render/plain-words.ts'
import {patienceFor, requestOf} from './request-of.ts'

/**
 * The fast door: answers `budget check`, `hook …` and `statusline` without the command framework. What is not asked in
 * the plain way is left to the full door, which answers the same.
 *
 * @returns Whether everything is said and written, so that the process may end at once; if not, nothing is done yet but that
 * stdin may be read.
 */
export async function run(argv: readonly string[]): Promise<boolean> {
  const {env} = process
  const asked = requestOf(argv, env)
  if (asked === null) return false
  // node:url costs a millisecond to load, and hardly any hook starts another pech
  const launcher = () => process.getBuiltinModule('node:url').fileURLToPath(new URL('../bin/pech.js', import.meta.url))
  const stdin = await readStdin(patienceFor(asked.request))
  // nobody's tool call waits for all budgets, and the logs' news are read for them first
  if (asked.request.kind === 'check' && !isAboutCall(asked.request, stdin)) return false
  let gate: LedgerGate | undefined
  const {stdout, stderr, exitCode} = answerRequest(asked.request, stdin, {
    // left open: the process ends with it
    open(wait) {
      gate = gateAt({env, timezone: asked.timezone, launcher}, wait)
      return Object.assign(gate, {close: () => {}})
    },
    declaration: env['ENCHANTED_ATTRIBUTION'] || undefined,
    words: {...plainWords(homeFolder(env)), statusline: (facts) => statusline(facts, env['COLUMNS'])},
  })
  process.exitCode = exitCode
  try {
    writeNow(2, stderr)
    writeNow(1, stdout)
  } catch (error) {
    if (exitCode !== EXIT.gateSaysNo) throw error // a call that is stopped stays so, though its reason cannot be written
  }
  gate?.leave()
  return true
}

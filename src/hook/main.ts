import {createRequire} from 'node:module'
import {homedir} from 'node:os'
import {fileURLToPath} from 'node:url'
import {answerRequest} from '../app/hook/answer-request.ts'
import {NO_SEAMS} from '../app/hook/seams.ts'
import {gateAt} from '../io/budgets/gate-at.ts'
import {readStdin} from '../io/read-stdin.ts'
import {statusline} from '../render/plain-statusline.ts'
import {plainWords} from '../render/plain-words.ts'
import {patienceFor, requestOf} from './request-of.ts'

/**
 * The fast door: answers `budget check`, `hook …` and `statusline` without the command framework. What is not asked in
 * the plain way goes to the full door, which answers the same.
 */
export async function run(argv: readonly string[]): Promise<void> {
  const {env} = process
  const asked = requestOf(argv, env)
  if (asked === null) {
    const full: {run: (argv: readonly string[]) => Promise<void>} = createRequire(import.meta.url)('./cli.cjs')
    return full.run(argv)
  }
  const launcher = fileURLToPath(new URL('../bin/pech.js', import.meta.url))
  const stdin = await readStdin(patienceFor(asked.request))
  const {stdout, stderr, exitCode} = answerRequest(asked.request, stdin, {
    open: (wait) => gateAt({env, timezone: asked.timezone, launcher}, wait),
    seams: NO_SEAMS,
    declaration: env['ENCHANTED_ATTRIBUTION'] || undefined,
    words: {...plainWords(homedir()), statusline: (facts) => statusline(facts, env['COLUMNS'])},
  })
  if (stdout !== '') process.stdout.write(stdout)
  if (stderr !== '') process.stderr.write(stderr)
  process.exitCode = exitCode
}

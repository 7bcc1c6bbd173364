import type {GateRequest} from '../app/hook/answer-request.ts'
import type {StdinPatience} from '../io/read-stdin.ts'

/** A request with the flags that both doors share. */
export interface Asked {
  readonly request: GateRequest
  readonly timezone: string | undefined
}

/** Variables that say how to write an answer: rare enough to be left to the full door. */
const PRESENTATION = ['PECH_JSON', 'PECH_OUTPUT', 'PECH_QUIET', 'PECH_FORMAT', 'PECH_TIMEZONE_STRICT']

/**
 * Reads the arguments in their plain forms.
 *
 * @returns null for anything else: a flag that is not known here, an argument too many, a value that is missing.
 */
export function requestOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Asked | null {
  if (PRESENTATION.some((name) => env[name])) return null
  const [command, second] = argv
  if (command === 'statusline') return argv.length === 1 ? {request: {kind: 'statusline'}, timezone: undefined} : null
  if (command === 'hook') {
    const isPlain = argv.length === 2 && second !== undefined && !second.startsWith('-')
    return isPlain ? {request: {kind: 'hook', event: second}, timezone: undefined} : null
  }
  return checkOf(argv.slice(2))
}

function checkOf(flags: readonly string[]): Asked | null {
  let hook = false
  let json = false
  let quiet = false
  let arm: string | undefined
  for (let index = 0; index < flags.length; index++) {
    const flag = flags[index]!
    if (flag === '--hook') hook = true
    else if (flag === '--json') json = true
    else if (flag === '--quiet' || flag === '-q') quiet = true
    else if (flag === '--arm' && flags[index + 1] !== undefined && !flags[index + 1]!.startsWith('-'))
      arm = flags[++index]
    else if (flag.startsWith('--arm=') && flag.length > 6) arm = flag.slice(6)
    else return null
  }
  return {request: {kind: 'check', hook, arm, json, quiet}, timezone: undefined}
}

/** How long stdin may take: a hook's JSON surely comes, a script's stdin may stay open for ever. */
export function patienceFor(request: GateRequest): StdinPatience {
  const isExpected = request.kind !== 'check' || request.hook
  return {firstByteMs: isExpected ? 2000 : 50, allMs: 2000}
}

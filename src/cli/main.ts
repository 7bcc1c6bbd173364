import {EXIT} from '../core/exit.ts'
import {PechError} from '../core/problem.ts'
import {keepBeforeChange, type CompiledCode} from '../io/log-files/v8-settings.ts'
import {wantsColor, wantsJson} from './common-flags.ts'
import type {Distribution} from './distribution.ts'
import {failureAsJson, failureAsText, failureOf} from './failure.ts'
import {jsonText} from './finish.ts'
import {helpTopics, showHelp} from './help.ts'
import {withOptionalValues} from './optional-values.ts'
import {resolveCommand} from './resolve-command.ts'

/**
 * Answers a command line. Never throws; the exit code is left in `process.exitCode`.
 *
 * @param compiled - The code of this program, which is kept for its next starts.
 */
export async function main(
  argv: readonly string[],
  distribution: Distribution,
  compiled: CompiledCode = {isLearning: false, keep: () => {}},
): Promise<void> {
  keepBeforeChange(compiled)
  const json = wantsJson(argv, process.env)
  try {
    await dispatch(withOptionalValues(argv), json, distribution)
  } catch (error) {
    if (isBrokenPipe(error)) return
    process.exitCode = EXIT.couldNot
    const failure = failureOf(error)
    if (process.env['PECH_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    if (json) process.stdout.write(jsonText(failureAsJson(failure)))
    else process.stderr.write(failureAsText(failure, wantsColor(process.env, process.stderr.isTTY)))
  }
}

/** A reader that has seen enough (`| head`) is no failure. */
function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

async function dispatch(argv: readonly string[], json: boolean, distribution: Distribution): Promise<void> {
  const request = resolveCommand(argv, Object.keys(distribution.commands), Object.keys(helpTopics))
  switch (request.kind) {
    case 'version':
      return showVersion(distribution, json)
    case 'help':
      await showHelp(request.subject, json, distribution)
      if (argv.length === 0 && !json) process.stdout.write((await import('./this-machine.ts')).thisMachine(process.env))
      return undefined
    case 'run':
      return runCommand(request.id, request.argv, distribution)
  }
}

async function runCommand(id: string, argv: readonly string[], distribution: Distribution): Promise<void> {
  const load = distribution.commands[id]
  if (load === undefined) throw new PechError('COMMAND_UNKNOWN', `'${id}' is not a pech command`)
  const [{default: CommandClass}, {oclifConfig}] = await Promise.all([load(), import('./oclif-config.ts')])
  const command = new CommandClass([...argv], await oclifConfig(distribution, []))
  command.id = id
  await command.execute()
}

function showVersion({packageJson: {name, version}}: Distribution, json: boolean): void {
  const node = process.version
  process.stdout.write(json ? jsonText({schema: 'pech/version@1', version, node}) : `${name} ${version}\n`)
}

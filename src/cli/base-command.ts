import {Command, type Interfaces} from '@oclif/core'
import type {Answer, Reported} from '../core/answer.ts'
import type {RenderOptions} from '../render/options.ts'
import {commonFlagsOf, speaksHyperlinks, speaksUnicode, wantsColor, type CommonFlags} from './common-flags.ts'
import {compose, type Composition} from './composition.ts'
import {conclude, finish, type Renderers} from './finish.ts'
import {globalFlags} from './global-flags.ts'
import type {commandGroups} from './root-help.ts'
import {usageError} from './usage-error.ts'

/** What all commands share: the common flags, the ports, and one way to end. */
export abstract class BaseCommand extends Command {
  static override baseFlags = globalFlags
  /** The heading in `pech help`. */
  static group: (typeof commandGroups)[number] = 'Look'

  #flags: CommonFlags | undefined
  #ports: Composition | undefined

  /** The adapters, chosen by the flags and the environment. To be asked for after `parse`. */
  protected get ports(): Composition {
    const {timezone, ingest, quiet, demo} = this.commonFlags
    this.#ports ??= compose({env: process.env, timezone, ingest, quiet, demo})
    return this.#ports
  }

  protected get commonFlags(): CommonFlags {
    if (this.#flags === undefined) throw new RangeError('a command parses its flags before it uses them')
    return this.#flags
  }

  /** Runs the command for the dispatcher, which says what it throws. */
  execute(): Promise<unknown> {
    return this._run()
  }

  /** Writes the answer in the wanted form and sets the exit code. The last thing a command does. */
  protected async finish<Report extends Reported>(answer: Answer<Report>, renderers: Renderers<Report>): Promise<void> {
    process.exitCode = await finish(answer, renderers, {...this.commonFlags, renderOptions: this.renderOptions})
  }

  /** Ends a command that has written its answer line by line: notes to stderr, and the exit code. */
  protected conclude(answer: Answer<Reported>): void {
    process.exitCode = conclude(answer, this.commonFlags)
  }

  protected override async parse<
    F extends Record<string, unknown>,
    B extends Record<string, unknown>,
    A extends Record<string, unknown>,
  >(options?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    // Without this, oclif takes a missing argument from stdin, where a hook's JSON or nothing at all may be waiting.
    for (const arg of Object.values(this.ctor.args)) arg.ignoreStdin = true
    const parsed = await super.parse(options, argv)
    this.#flags = commonFlagsOf(parsed.flags)
    return parsed
  }

  /** oclif would set its own exit code and print; here every failure goes up to the dispatcher. */
  protected override catch(error: Error): Promise<never> {
    const flags = {...this.ctor.flags, ...this.ctor.baseFlags}
    return Promise.reject(usageError(error, {id: String(this.id), flags, argv: this.argv, env: process.env}))
  }

  /** How text is put on the terminal, or into the file, that the answer goes to. */
  protected get renderOptions(): RenderOptions {
    const {ports} = this
    const isForTerminal = this.commonFlags.output === undefined
    return {
      columns: isForTerminal ? process.stdout.columns : undefined,
      color: isForTerminal && wantsColor(process.env, process.stdout.isTTY),
      unicode: speaksUnicode(process.env, process.platform),
      links: isForTerminal && speaksHyperlinks(process.env, process.stdout.isTTY),
      home: ports.surroundings.home,
      // Asked of the machine only by renderers that show times: the first question to Intl costs 20 ms.
      get timezone() {
        return ports.zone.name
      },
    }
  }
}

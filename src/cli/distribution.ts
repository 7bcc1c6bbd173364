import type {Interfaces} from '@oclif/core'
import type {BaseCommand} from './base-command.ts'

/** A module of `commands/`. */
interface CommandModule {
  readonly default: new (argv: string[], config: ConstructorParameters<typeof BaseCommand>[1]) => BaseCommand
}

/** What the build knows and the program is handed: its own package, and how to load each command. */
export interface Distribution {
  /** The package's folder. */
  readonly root: string
  readonly packageJson: Interfaces.PJSON
  /** By command id (parts joined by `:`); loads and evaluates that command alone. */
  readonly commands: Readonly<Record<string, () => Promise<CommandModule>>>
}

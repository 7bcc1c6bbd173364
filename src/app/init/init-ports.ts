import type {Invocation} from '../../core/settings/invocation.ts'
import type {InitReport} from '../../core/settings/init-report.ts'

/** Where a program of this machine looks for its files. */
export interface TimerPlaces {
  /** systemd's folder for units of the user. */
  readonly systemd: string
  /** launchd's folder for agents of the user. */
  readonly launchd: string
}

/** What `pech init` needs from outside. */
export interface InitPorts {
  readonly clock: () => number
  readonly invocation: Invocation
  /** Claude Code's configuration folders; the first one is the one that is written to. */
  readonly claudeFolders: readonly string[]
  readonly timerPlaces: TimerPlaces
  /** Variables that a timer must be told. */
  readonly timerEnv: ReadonlyMap<string, string>
  readonly files: {
    /** Null when there is no file. @throws PechError when it cannot be read, or is no UTF-8. */
    read(path: string): string | null
    /**
     * As a whole or not at all; null removes it.
     *
     * @throws PechError when it cannot be written, or does not hold `before` any more.
     */
    replace(path: string, before: string | null, after: string | null): void
    /** Only for the user's own eyes. */
    keep(path: string, content: string): void
    join(folder: string, name: string): string
  }
  readonly crontab: {read(): string | null; replace(content: string | null): void}
  /** Shows what would be done and asks; null where nobody can be asked. */
  approve(report: InitReport): Promise<boolean | null>
}

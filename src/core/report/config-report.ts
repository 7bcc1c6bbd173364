import type {Reported} from '../answer.ts'
import type {Config} from '../config/config.ts'
import type {SettingsFinding} from '../config/settings-finding.ts'
import type {PriceOverlay} from '../rates/price-overlay.ts'

/** One thing that is in force. */
export interface ConfigEntry {
  readonly name: string
  readonly value: string | number | boolean
  /** The flag or variable that decided, `file:line`, `machine` or `default`. */
  readonly origin: string
}

/** What stands at a path. */
export interface FileFacts {
  /** `other` is a pipe, a device, or what the system lets nobody see. */
  readonly kind: 'file' | 'folder' | 'other' | 'missing'
  readonly bytes: number | null
  /** Permissions as octal digits, such as `600`; null where there are none. */
  readonly mode: string | null
}

/** A file that pech keeps or reads. */
export interface ConfigFile extends FileFacts {
  readonly name: string
  readonly path: string
  readonly origin: string
}

/** The answer of `pech config`. */
export interface ConfigReport extends Reported {
  readonly generatedAtMs: number
  /** The config file; null when there is none. */
  readonly source: string | null
  readonly entries: readonly ConfigEntry[]
  readonly files: readonly ConfigFile[]
  readonly config: Config
  /** Lines of the rules by their path, such as `arms[0]`. */
  readonly lines: ReadonlyMap<string, number>
  /** Null: list prices. */
  readonly overlay: PriceOverlay | null
  readonly findings: readonly SettingsFinding[]
}

/** The answer of `pech config --example`. */
export interface ConfigExample extends Reported {
  readonly generatedAtMs: number
}

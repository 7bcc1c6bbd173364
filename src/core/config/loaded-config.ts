import {DEFAULT_CONFIG} from './default-config.ts'
import type {Config} from './config.ts'
import type {SettingsDocument} from './settings-document.ts'
import type {SettingsFinding} from './settings-finding.ts'

/** The config in force, and where it comes from. */
export interface LoadedConfig {
  readonly config: Config
  /** What in the file is not in force; prices are judged by `contractPrices`. */
  readonly findings: readonly SettingsFinding[]
  readonly places: SettingsDocument['places']
  /** The path of the file; null when there is none. */
  readonly source: string | null
  /** Another content has another fingerprint; empty without a file. */
  readonly fingerprint: string
}

/** What is in force where there is no file. */
export const NO_CONFIG_FILE: LoadedConfig = {
  config: DEFAULT_CONFIG,
  findings: [],
  places: new Map(),
  source: null,
  fingerprint: '',
}

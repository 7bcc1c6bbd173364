import type {CardFinding} from '../rates/card-finding.ts'

/** Something in a file of settings that is not in force, and why; the English stands in `render/config-finding.ts`. */
export interface SettingsFinding {
  readonly code: SettingsFindingCode
  /** The path of the field, such as `arms[0].name`; empty for the whole file. */
  readonly where: string
  /** Both count from 1; null where the file as a whole is meant. */
  readonly line: number | null
  readonly column: number | null
  readonly facts: Readonly<Record<string, string | number>>
  /** For `PRICE_REFUSED`: what the reader of prices found. */
  readonly cause?: Pick<CardFinding, 'code' | 'facts'>
}

/** Codes of findings. */
export type SettingsFindingCode =
  | 'FILE_UNREADABLE'
  | 'FILE_TOO_LARGE'
  | 'FILE_NOT_UTF8'
  | 'YAML_INVALID'
  | 'TOO_MANY_VALUES'
  | 'KEY_DUPLICATE'
  | 'KEY_UNKNOWN'
  | 'KEY_MISSING'
  | 'VALUE_UNEXPECTED'
  | 'NAME_DUPLICATE'
  | 'PRICE_REFUSED'

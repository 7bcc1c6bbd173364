import type {SettingsFinding} from './settings-finding.ts'

/** Where something stands in a file; both count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Where a field stands: its name and its value. An item of a list has no name: both are its own place. */
export interface FieldPlace {
  readonly key: Place
  readonly value: Place
}

/** A file of settings after YAML or JSON was read, before anyone has judged what it says. */
export interface SettingsDocument {
  /** Plain data: what `JSON.parse` could give. Null for an empty file. */
  readonly value: unknown
  /** By path, as `place` of core/rates writes it: `arms[0].name`; the whole file is the empty path. */
  readonly places: ReadonlyMap<string, FieldPlace>
  /** What is wrong with the writing itself. */
  readonly findings: readonly SettingsFinding[]
}

/** A document that says nothing: what a missing file amounts to. */
export const EMPTY_DOCUMENT: SettingsDocument = {value: null, places: new Map(), findings: []}

import type {Reported} from '../answer.ts'

/** A file, or the user's crontab, before and after; null: not there. */
export interface Change {
  readonly kind: 'settings' | 'timer' | 'crontab'
  /** Absolute; `crontab` for the crontab. */
  readonly path: string
  readonly before: string | null
  readonly after: string | null
}

/** What a person should know beside the changes. */
export type InitNote =
  | {readonly code: 'STATUS_LINE_KEPT'; readonly path: string}
  | {readonly code: 'HOOKS_DISABLED'; readonly path: string}
  | {readonly code: 'PROJECT_PATHS'; readonly path: string}
  | {readonly code: 'TEMPORARY_PROGRAM'; readonly script: string}
  | {readonly code: 'OTHER_FOLDERS'; readonly path: string; readonly others: readonly string[]}

/** What `pech init` did, or would do. */
export interface InitReport extends Reported {
  readonly generatedAtMs: number
  readonly action: 'install' | 'uninstall'
  /** `refused`: nobody was there to ask; `declined`: somebody said no. */
  readonly state: 'unchanged' | 'planned' | 'refused' | 'declined' | 'done'
  readonly changes: readonly Change[]
  /** Where the settings as they were are kept; null when there were none, or nothing changes. */
  readonly backup: string | null
  readonly notes: readonly InitNote[]
  /** Commands for the person to run: before the files of a timer go, or after they came. */
  readonly steps: readonly string[]
  /** Whether the changes were already shown, with the question. */
  readonly shown: boolean
}

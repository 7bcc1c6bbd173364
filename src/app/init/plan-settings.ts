import {PechError} from '../../core/problem.ts'
import {type EditedSettings, installSettings, uninstallSettings} from '../../core/settings/edit-settings.ts'
import type {JsonFault} from '../../core/settings/json-text.ts'
import {wantedSettings} from '../../core/settings/wanted-settings.ts'
import type {InitPorts} from './init-ports.ts'
import type {Change, InitNote} from '../../core/settings/init-report.ts'

/** Which of Claude Code's settings are meant. */
export interface SettingsWanted {
  readonly scope: 'user' | 'project' | 'local'
  /** The folder of the project. */
  readonly cwd: string
  readonly uninstall: boolean
  readonly failClosed: boolean
  readonly gatePrompts: boolean
  /** True: replace that of another; false: none; undefined: where there is none yet. */
  readonly statusLine: boolean | undefined
}

/** What is to be done with one file of settings. */
export interface SettingsPlan {
  readonly change: Change
  /** The file without pech, to be kept beside it. */
  readonly backup: {readonly path: string; readonly before: string | null; readonly after: string | null}
  readonly notes: readonly InitNote[]
}

/**
 * Plans the change of Claude Code's settings; nothing is written.
 *
 * @throws PechError `SETTINGS_INVALID` when the file is not of the shape that Claude Code reads.
 */
export function planSettings(ports: InitPorts, wanted: SettingsWanted): SettingsPlan {
  const path = settingsPath(ports, wanted)
  const backupPath = `${path}.pech-backup`
  const before = ports.files.read(path)
  const kept = ports.files.read(backupPath)
  const without = judged(path, uninstallSettings(before, kept))
  if (wanted.uninstall) {
    return {
      change: {kind: 'settings', path, before, after: without.text},
      backup: {path: backupPath, before: kept, after: null},
      notes: [],
    }
  }
  const choice = {
    failClosed: wanted.failClosed,
    gatePrompts: wanted.gatePrompts,
    statusLine: wanted.statusLine !== false,
  }
  const settings = wantedSettings(ports.invocation, choice)
  const edited = judged(path, installSettings(before, settings, wanted.statusLine === true))
  return {
    change: {kind: 'settings', path, before, after: edited.text},
    backup: {path: backupPath, before: kept, after: without.text},
    notes: notesOf(ports, wanted, path, edited),
  }
}

function settingsPath({claudeFolders, files}: InitPorts, {scope, cwd}: SettingsWanted): string {
  if (scope === 'user') return files.join(claudeFolders[0] ?? cwd, 'settings.json')
  return files.join(files.join(cwd, '.claude'), scope === 'local' ? 'settings.local.json' : 'settings.json')
}

function notesOf(ports: InitPorts, {scope}: SettingsWanted, path: string, edited: EditedSettings): InitNote[] {
  const {script} = ports.invocation
  return [
    ...(edited.keptStatusLine ? [{code: 'STATUS_LINE_KEPT', path} as const] : []),
    ...(edited.hooksDisabled ? [{code: 'HOOKS_DISABLED', path} as const] : []),
    ...(scope === 'project' ? [{code: 'PROJECT_PATHS', path} as const] : []),
    ...(/[\\/]_npx[\\/]/.test(script) ? [{code: 'TEMPORARY_PROGRAM', script} as const] : []),
  ]
}

function judged(path: string, result: EditedSettings | JsonFault): EditedSettings {
  if (result.kind === 'edited') return result
  throw new PechError(
    'SETTINGS_INVALID',
    `${path}:${result.line}:${result.column}: expected ${result.expected}, found ${result.found}`,
    'correct it (Claude Code cannot read it either) and run pech init again; nothing was changed',
  )
}

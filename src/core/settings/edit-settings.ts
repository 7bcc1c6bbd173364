import {type JsonFault, parseJsonText} from './json-text.ts'
import {Misshapen, SettingsText} from './settings-text.ts'
import {isOfPech, type WantedSettings} from './wanted-settings.ts'

/** Settings after a change. */
export interface EditedSettings {
  readonly kind: 'edited'
  /** Null: no file. */
  readonly text: string | null
  /** Whether somebody else's status line stands there and was left alone. */
  readonly keptStatusLine: boolean
  /** Whether the settings switch all hooks off. */
  readonly hooksDisabled: boolean
}

/**
 * Puts pech's hooks and status line into Claude Code's settings. All else stays as it is, byte by byte; what is there
 * already in the wanted form stays too, so that a second time changes nothing.
 *
 * @param text - The file; null when there is none. A blank file counts as an empty object.
 * @param wanted - What is to stand there. Of pech's own, what is not wanted goes.
 * @param replaceStatusLine - Whether somebody else's status line gives way.
 * @returns The new text, or the place that is no JSON or not of the shape of settings.
 */
export function installSettings(
  text: string | null,
  wanted: WantedSettings,
  replaceStatusLine: boolean,
): EditedSettings | JsonFault {
  try {
    const document = new SettingsText(contentOf(text) ?? '{}\n')
    for (const event of new Set([...document.events(), ...wanted.hooks.keys()])) {
      document.setHook(event, wanted.hooks.get(event) ?? null)
    }
    const line = document.statusLine()
    const isForeign = line !== null && !isOfPech(line)
    if (wanted.statusLine !== null && (!isForeign || replaceStatusLine))
      document.setMember('statusLine', wanted.statusLine)
    if (wanted.statusLine === null && line !== null && !isForeign) document.removeMember('statusLine')
    const hooksDisabled = document.value('disableAllHooks') === true
    const keptStatusLine = isForeign && wanted.statusLine !== null && !replaceStatusLine
    return {kind: 'edited', text: document.text, keptStatusLine, hooksDisabled}
  } catch (error) {
    return faultOf(error)
  }
}

/**
 * Takes pech's hooks and status line out again. When nothing but them was changed since, the result is the backup byte by
 * byte; otherwise the rest stays as it is now.
 *
 * @param text - The file; null when there is none.
 * @param backup - The file as it was before; null when there was none, or it is lost.
 * @returns The new text (null when only pech's own stood there), or the place that is no JSON or not of the shape of settings.
 */
export function uninstallSettings(text: string | null, backup: string | null): EditedSettings | JsonFault {
  const untouched = {kind: 'edited', text, keptStatusLine: false, hooksDisabled: false} as const
  const content = contentOf(text)
  if (content === null) return untouched
  try {
    const document = new SettingsText(content)
    for (const event of document.events()) document.setHook(event, null)
    const old = settingsOf(backup)
    if (isOfPech(document.statusLine())) {
      const line = old?.statusLine() ?? null
      if (typeof line === 'object' && line !== null) document.setMember('statusLine', line)
      else document.removeMember('statusLine')
    }
    if (document.text === text) return untouched
    if (old !== null && document.meaning() === old.meaning()) return {...untouched, text: backup}
    return {...untouched, text: old === null && document.meaning() === '{}' ? null : document.text}
  } catch (error) {
    return faultOf(error)
  }
}

/** A file with something in it. */
function contentOf(text: string | null): string | null {
  return text === null || text.replace('\uFEFF', '').trim() === '' ? null : text
}

/** A backup as settings; one that is none is of no use. */
function settingsOf(backup: string | null): SettingsText | null {
  if (backup === null) return null
  const text = contentOf(backup) ?? '{}'
  return parseJsonText(text).kind === 'object' ? new SettingsText(text) : null
}

function faultOf(error: unknown): JsonFault {
  if (error instanceof Misshapen) return error.fault
  throw error
}

import {join} from 'node:path'
import type {HooksFacts} from '../core/health/check-ledger.ts'
import {wantedSettings} from '../core/settings/wanted-settings.ts'
import {installedHooks} from '../io/claude-settings/installed-hooks.ts'
import type {Composition} from './composition.ts'

/** Whether Claude Code calls pech here: by the user's settings, or by those of the present folder. */
export function hooksInstalled(ports: Pick<Composition, 'claudeFolders'>): HooksFacts {
  const settings = ports.claudeFolders.slice(0, 1).map((folder) => join(folder, 'settings.json'))
  const own = ['settings.json', 'settings.local.json'].map((name) => join(process.cwd(), '.claude', name))
  const invocation = {node: '', script: '', platform: process.platform}
  const wanted = wantedSettings(invocation, {failClosed: false, gatePrompts: false, statusLine: false})
  return installedHooks([...settings, ...own], [...wanted.hooks.keys()])
}

import {existsSync, readFileSync} from 'node:fs'
import type {HooksFacts} from '../../core/health/check-ledger.ts'
import {isJsonObject, type JsonObject} from '../../core/log/json-value.ts'
import {isOfPech} from '../../core/settings/wanted-settings.ts'

/**
 * Which events have a hook of pech in any of Claude Code's settings files, or by its plugin.
 *
 * @param files - Settings files; those that are not there say nothing.
 * @param events - Events that should have one.
 */
export function installedHooks(files: readonly string[], events: readonly string[]): HooksFacts {
  const found = new Set<string>()
  for (const file of files) {
    if (!existsSync(file)) continue
    const settings = readSettings(file)
    if (settings === null) return {unreadable: file}
    if (hasPlugin(settings)) return {missing: []}
    for (const event of events) if (hasHook(settings, event)) found.add(event)
  }
  return {missing: events.filter((event) => !found.has(event))}
}

function readSettings(file: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
    return isJsonObject(value) ? value : null
  } catch {
    return null // not JSON, or not to be read: the caller names the file
  }
}

function hasPlugin({enabledPlugins}: JsonObject): boolean {
  return (
    isJsonObject(enabledPlugins) &&
    Object.entries(enabledPlugins).some(([name, isOn]) => name.startsWith('pech@') && isOn === true)
  )
}

function hasHook({hooks}: JsonObject, event: string): boolean {
  const groups = isJsonObject(hooks) ? hooks[event] : null
  if (!Array.isArray(groups)) return false
  return groups.some((group: unknown) => {
    const handlers = isJsonObject(group) ? group['hooks'] : null
    return Array.isArray(handlers) && handlers.some(isOfPech)
  })
}

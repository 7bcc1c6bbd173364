import {keyParts} from '../anomaly/call-keys.ts'
import {patternKeys} from './pattern-keys.ts'

/** A plugin's name for calls that belong to none. */
const NO_PLUGIN = '(none)'

/**
 * The keys under which calls of one kind teach and are looked up, the narrowest first: their whole attribution tuple as
 * text (without the kind `message`, which nearly all have), then `plugin:skill:role`, `plugin:role` and `plugin`.
 *
 * @param narrowKey - The first of `callKeys`.
 * @returns Four keys; the first one never looks like the others.
 */
export function learningKeys(narrowKey: string): string[] {
  const parts = keyParts(narrowKey)
  const told = Object.entries(parts).filter(([name, value]) => name !== 'kind' || value !== 'message')
  const tuple = told.map(([name, value]) => `${name}=${value}`)
  const owner = {plugin: parts['plugin'] ?? NO_PLUGIN, skill: parts['skill'] ?? null, role: parts['role'] ?? null}
  return [tuple.join(','), ...patternKeys(owner)]
}

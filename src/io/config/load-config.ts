import {type LoadedConfig, NO_CONFIG_FILE} from '../../core/config/loaded-config.ts'
import {parseConfig} from '../../core/config/parse-config.ts'
import {textHash} from '../../core/log/text-hash.ts'
import {ConfigCache} from './config-cache.ts'
import {readSettingsText} from './read-settings-text.ts'
import {readYaml} from './read-yaml.ts'

/**
 * Loads `config.yaml`. Never throws: a file that is missing or cannot be read leaves the defaults in force, a setting that
 * is not understood leaves its own default in force. YAML is read once per change: beside the ledger lies what the file
 * was understood as.
 *
 * @param paths - The config file, and the folder of the ledger; nothing is kept when that does not exist, or is null.
 */
export function loadConfig(paths: {readonly config: string; readonly dataFolder: string | null}): LoadedConfig {
  const source = paths.config
  const file = readSettingsText(source)
  if (file.kind === 'missing') return NO_CONFIG_FILE
  if (file.kind === 'refused') return {...NO_CONFIG_FILE, findings: file.document.findings, source}
  const fingerprint = textHash(file.text).toString(36)
  const cache = paths.dataFolder === null ? null : new ConfigCache(paths.dataFolder, fingerprint)
  const cached = cache?.get(file.text)
  if (cached) {
    const {config, findings, places} = cached
    return {config, findings, places: new Map(places), source, fingerprint}
  }
  const document = readYaml(file.text)
  const {config, findings} = parseConfig(document)
  cache?.set(file.text, {config, findings, places: [...document.places]})
  return {config, findings, places: document.places, source, fingerprint}
}

import {parseConfig} from '../../../src/core/config/parse-config.ts'
import {readYaml} from '../../../src/io/config/read-yaml.ts'

/** What a config file with this text amounts to. */
export function configOf(text: string) {
  return parseConfig(readYaml(text))
}

/** The findings about a text, as `line:column path CODE`. */
export function findingsOf(text: string): string[] {
  return configOf(text).findings.map(({code, where, line, column}) => `${line}:${column} ${where} ${code}`)
}

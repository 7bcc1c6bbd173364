import type {SettingsFinding, SettingsFindingCode} from '../core/config/settings-finding.ts'
import {withThousands} from './count.ts'
import {findingText} from './rates-check.ts'
import {visible} from './visible.ts'

type Facts = Readonly<Record<string, string>>

/** What was found, what was expected, what to do. */
const WORDINGS: Readonly<Record<Exclude<SettingsFindingCode, 'PRICE_REFUSED'>, (facts: Facts) => string>> = {
  FILE_UNREADABLE: ({reason}) => `cannot be read (${reason}), so nothing of it is in force.`,
  FILE_TOO_LARGE: ({bytes, limit}) =>
    `has ${withThousands(BigInt(bytes ?? 0))} bytes, expected at most ${withThousands(BigInt(limit ?? 0))}. Nothing of it is in force.`,
  FILE_NOT_UTF8: () => 'is not UTF-8, so nothing of it is in force. Save it as UTF-8.',
  YAML_INVALID: ({reason}) => `not YAML, so nothing of the file is in force: ${reason}.`,
  TOO_MANY_VALUES: ({limit, levels}) =>
    `more than ${withThousands(BigInt(limit ?? 0))} values with aliases written out, or more than ${levels} levels. Nothing of the file is in force.`,
  KEY_DUPLICATE: ({firstLine}) => `stands in line ${firstLine} already, which is in force. Keep one.`,
  KEY_UNKNOWN: ({known, near}) =>
    near === undefined ? `no such setting. Known here: ${known}.` : `no such setting. Did you mean ${near}?`,
  KEY_MISSING: ({key}) => `left out, since it has no ${key}.`,
  VALUE_UNEXPECTED: ({found, expected}) => `found ${found}, expected ${expected}.`,
  NAME_DUPLICATE: ({name, firstLine}) => `${name} stands in line ${firstLine} already. This one is left out.`,
}

/** A finding in English, without its place. */
export function settingsFindingText({code, facts, cause}: SettingsFinding): string {
  if (code === 'PRICE_REFUSED') {
    return `${cause === undefined ? '' : `${findingText(cause)} `}List prices are in force instead.`
  }
  const shown = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, visible(String(value))]))
  return WORDINGS[code](shown)
}

/**
 * Where it stands, as compilers write it: `config.yaml:3:14: month_start: `.
 *
 * @param file - As it is to be shown.
 */
export function settingsFindingPlace({where, line, column}: SettingsFinding, file: string): string {
  const position = line === null || column === null ? '' : `:${line}:${column}`
  return `${visible(file)}${position}: ${where === '' ? '' : `${visible(where)}: `}`
}

/** How many findings other commands than `pech config` warn of one by one. */
const MOST_WARNINGS = 3

/**
 * What commands say on stderr of a config file before they go on with the rest of it. Empty for no findings.
 *
 * @param file - As it is to be shown.
 */
export function configWarnings(findings: readonly SettingsFinding[], file: string): string[] {
  const lines = findings
    .slice(0, MOST_WARNINGS)
    .map((finding) => `warning: ${settingsFindingPlace(finding, file)}${settingsFindingText(finding)}`)
  const more = findings.length - lines.length
  return more > 0 ? [...lines, `warning: ${more} more in ${visible(file)}: see \`pech config\``] : lines
}

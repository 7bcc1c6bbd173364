import type {contractPrices} from '../../core/config/contract-prices.ts'
import type {LoadedConfig} from '../../core/config/loaded-config.ts'
import type {SettingsFinding} from '../../core/config/settings-finding.ts'
import type {Problem} from '../../core/problem.ts'

/** What `configProblems` needs from outside. */
export interface ConfigSource {
  readonly config: LoadedConfig
  readonly contract: ReturnType<typeof contractPrices>
}

/** All that is not in force of the config file, prices included, in the order of the file. */
export function configFindings({config, contract}: ConfigSource): SettingsFinding[] {
  return [...config.findings, ...contract.findings].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
}

/** The same as problems: what every command warns of before it goes on with what is in force. */
export function configProblems(source: ConfigSource): Problem[] {
  return configFindings(source).map(({code, where, line, column}) => ({
    code: 'CONFIG_INVALID',
    ...(source.config.source === null ? {} : {file: source.config.source}),
    facts: {
      finding: code,
      ...(where === '' ? {} : {setting: where}),
      ...(line === null || column === null ? {} : {line, column}),
    },
  }))
}

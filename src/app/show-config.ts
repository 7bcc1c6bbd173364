import type {Answer} from '../core/answer.ts'
import type {ConfigReport} from '../core/report/config-report.ts'

/** What `showConfig` needs from outside. */
export interface ConfigPorts {
  readonly clock: () => number
  readonly paths: {
    readonly ledger: string
    readonly events: string
    readonly config: string
    readonly budgets: string
    readonly rateCard: string
    readonly origin: string
  }
  readonly claudeFolders: readonly string[]
  readonly zone: {readonly name: string; readonly origin: string}
  readonly settings: {readonly env: Readonly<Record<string, string | undefined>>}
}

/** What is in force, and where each value comes from. */
export function showConfig(ports: ConfigPorts): Answer<ConfigReport> {
  const {ledger, events, config, budgets, rateCard, origin} = ports.paths
  const {env} = ports.settings
  const entries = [
    {name: 'ledger', value: ledger, origin},
    {name: 'events', value: events, origin},
    {name: 'config', value: config, origin},
    {name: 'budgets', value: budgets, origin},
    {name: 'rateCard', value: rateCard, origin},
    {name: 'timezone', value: ports.zone.name, origin: ports.zone.origin},
    ...ports.claudeFolders.map((value) => ({
      name: 'logs',
      value,
      origin: env['CLAUDE_CONFIG_DIR'] ? 'CLAUDE_CONFIG_DIR' : 'default',
    })),
    ...(env['PECH_NOW'] ? [{name: 'clock', value: env['PECH_NOW'], origin: 'PECH_NOW'}] : []),
  ]
  return {report: {generatedAtMs: ports.clock(), entries, problems: []}}
}

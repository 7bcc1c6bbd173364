import type {Answer} from '../../core/answer.ts'
import {EXIT} from '../../core/exit.ts'
import {countProblems} from '../../core/problem.ts'
import type {ConfigEntry, ConfigExample, ConfigFile, ConfigReport, FileFacts} from '../../core/report/config-report.ts'
import {configFindings, configProblems, type ConfigSource} from './config-problems.ts'
import {settingsInForce} from './settings-in-force.ts'

/** What `showConfig` needs from outside. */
export interface ConfigPorts extends ConfigSource {
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
  readonly describeFile: (path: string) => FileFacts
  readonly rateCards: {inForce(): {readonly source: string}}
}

/** What is in force, and where each value comes from; exit 1 when anything in the config file is not in force. */
export function showConfig(ports: ConfigPorts): Answer<ConfigReport> {
  const findings = configFindings(ports)
  const {config, places, source} = ports.config
  return {
    report: {
      generatedAtMs: ports.clock(),
      source,
      entries: [...pathEntries(ports), ...settingsInForce(ports.config, ports.contract.overlay)],
      files: filesOf(ports),
      config,
      lines: new Map([...places].map(([where, {key}]) => [where, key.line])),
      overlay: ports.contract.overlay,
      findings,
      problems: countProblems(configProblems(ports)),
    },
    exitCode: findings.length > 0 ? EXIT.couldNot : EXIT.ok,
  }
}

/** The moment for the example, which needs nothing else. */
export function showConfigExample({clock}: Pick<ConfigPorts, 'clock'>): Answer<ConfigExample> {
  return {report: {generatedAtMs: clock(), problems: []}}
}

const KEPT = ['ledger', 'events', 'config', 'budgets', 'rateCard'] as const

function pathEntries(ports: ConfigPorts): ConfigEntry[] {
  const now = ports.settings.env['PECH_NOW']
  const card = ports.rateCards.inForce().source
  return [
    ...KEPT.map((name) => ({name, value: ports.paths[name], origin: ports.paths.origin})),
    ...ports.claudeFolders.map((value) => ({name: 'logs', value, origin: logsOrigin(ports)})),
    {name: 'timezone', value: ports.zone.name, origin: ports.zone.origin},
    {name: 'rate_card', value: card, origin: card === ports.paths.rateCard ? ports.paths.origin : 'default'},
    ...(now ? [{name: 'clock', value: now, origin: 'PECH_NOW'}] : []),
  ]
}

function filesOf({paths, describeFile, ...ports}: ConfigPorts): ConfigFile[] {
  const kept = KEPT.map((name) => ({name, path: paths[name], origin: paths.origin, ...describeFile(paths[name])}))
  const logs = ports.claudeFolders.map((path) => {
    const projects = `${path}/projects`
    return {name: 'logs', path: projects, origin: logsOrigin(ports), ...describeFile(projects)}
  })
  return [...kept, ...logs]
}

function logsOrigin({settings}: Pick<ConfigPorts, 'settings'>): string {
  return settings.env['CLAUDE_CONFIG_DIR'] ? 'CLAUDE_CONFIG_DIR' : 'default'
}

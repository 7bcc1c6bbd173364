import type {Sink} from '../core/config/config.ts'
import type {ConfigFile, ConfigReport} from '../core/report/config-report.ts'
import {TOKEN_CLASSES} from '../core/tokens.ts'
import {settingsFindingPlace, settingsFindingText} from './config-finding.ts'
import {formatBytes} from './count.ts'
import {fileAddress, hyperlink} from './hyperlink.ts'
import {exactUsd} from './money.ts'
import {shortPath} from './names.ts'
import type {RenderOptions} from './options.ts'
import {plainRows} from './plain.ts'
import {styled} from './style.ts'
import {visible} from './visible.ts'

/** Entries that the list of files shows with what stands there. */
const FILE_NAMES = new Set(['ledger', 'events', 'config', 'budgets', 'rateCard', 'logs'])

type Rows = readonly (readonly string[])[]

/** `pech config` for people: files, settings, rules, each with its origin; then what is not in force. */
export function configAsText(
  report: ConfigReport,
  {color, home, links = false}: Pick<RenderOptions, 'color' | 'home' | 'links'>,
): string {
  const {config, entries, files, findings} = report
  const short = (text: string) => shortPath(text, home)
  const line = (where: string) => originAt(report, where, home)
  const settings = entries.filter(({name}) => !FILE_NAMES.has(name))
  const sections: readonly (readonly [title: string, rows: Rows])[] = [
    [
      'Files: where, what is there, and what decided',
      files.map((file) => [words(file.name), short(file.path), stateOf(file), file.origin]),
    ],
    [
      'Settings: value, and what decided',
      settings.map(({name, value, origin}) => [name, String(value), short(origin)]),
    ],
    [
      'Arms, the first that matches',
      config.arms.map(({name, paths, remotes}, index) => [
        name,
        [...paths, ...remotes].join(', '),
        line(`arms[${index}]`),
      ]),
    ],
    ['Roles', config.roles.map(({agent, role}) => [agent, role, ''])],
    ['Contract prices, USD per million tokens', priceRows(report)],
    [
      'Limits of skills',
      config.rateLimit.perSkill.map((skill) => [
        skill.skill,
        skill.enabled ? `${skill.capacity}, then ${skill.refillPerSecond} per second` : 'no limit',
        skill.enabled && skill.blocking ? 'stops' : '',
      ]),
    ],
    ['Sinks', config.sinks.map((sink) => [sink.name, sinkTarget(sink), sink.events.join(', ')])],
  ]
  const shown = sections.filter(([, rows]) => rows.length > 0)
  const bare = shown.map(([title, rows]) => `${styled(title, 'bold', color)}\n${indented(plainRows(rows))}`).join('\n')
  const text = links ? files.reduce((all, file) => withLink(all, file, home), bare) : bare
  if (findings.length === 0) return text
  const lines = findings.map((finding) => {
    const place = settingsFindingPlace(finding, short(report.source ?? ''))
    return `  ${place}${settingsFindingText(finding)}\n`
  })
  return `${text}\n${styled('Not in force', 'warning', color)}\n${lines.join('')}`
}

/** `pech config --json`. */
export function configAsJson(report: ConfigReport): object {
  const {config, findings, files, entries} = report
  const {arms, roles, rateLimit, sinks} = config
  return {
    schema: 'pech/config@1',
    generatedAt: new Date(report.generatedAtMs).toISOString(),
    problems: report.problems,
    source: report.source,
    valid: findings.length === 0,
    entries,
    files,
    arms,
    roles,
    prices: report.overlay === null ? null : {overrides: Object.fromEntries(overrides(report))},
    rateLimitPerSkill: rateLimit.perSkill,
    sinks: sinks.map((sink) => ({
      name: sink.name,
      type: sink.type,
      target: sinkTarget(sink),
      events: sink.events,
      secretEnv: sink.secretEnv,
      timeoutSeconds: sink.timeoutSeconds,
    })),
    findings: findings.map((finding) => ({
      code: finding.cause?.code ?? finding.code,
      where: finding.where,
      line: finding.line,
      column: finding.column,
      message: settingsFindingText(finding),
    })),
  }
}

/** Where events go, without what may be a secret: a command's arguments, a path or query. */
function sinkTarget(sink: Sink): string {
  if (sink.type === 'command') return sink.command.length > 1 ? `${sink.command[0]} …` : String(sink.command[0])
  const {origin, pathname, search} = new URL(sink.url)
  return pathname === '/' && search === '' ? origin : `${origin}/…`
}

function overrides({overlay}: ConfigReport): [model: string, rates: Record<string, string>][] {
  return [...(overlay?.overrides ?? [])].map(([model, rates]) => {
    const given = TOKEN_CLASSES.flatMap((name) => {
      const rate = rates[name]
      return rate === undefined ? [] : [[name, exactUsd(rate * 1_000_000n)] as const]
    })
    return [model, Object.fromEntries(given)]
  })
}

function priceRows(report: ConfigReport): Rows {
  return overrides(report).map(([model, rates]) => [
    model,
    Object.entries(rates)
      .map(([name, usd]) => `${name} ${usd}`)
      .join(', '),
  ])
}

function originAt({lines, source}: ConfigReport, where: string, home: string | undefined): string {
  const line = lines.get(where)
  return line === undefined || source === null ? '' : `${shortPath(source, home)}:${line}`
}

/** Makes the first place where a file's path stands a link to it. */
function withLink(text: string, {path, kind}: ConfigFile, home: string | undefined): string {
  if (kind === 'missing') return text
  const shown = visible(shortPath(path, home))
  return text.replace(`  ${shown}  `, () => `  ${hyperlink(shown, fileAddress(path))}  `)
}

/** `rateCard` in words. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function stateOf({kind, bytes, mode}: ConfigFile): string {
  if (kind === 'missing') return 'not there'
  if (kind === 'other') return 'cannot be used'
  return [bytes === null ? kind : formatBytes(bytes), ...(mode === null ? [] : [`mode ${mode}`])].join(', ')
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}

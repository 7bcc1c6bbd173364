import type {Invocation} from './invocation.ts'

/** What runs `pech health --notify` every hour. */
export const TIMERS = ['systemd', 'launchd', 'cron'] as const

/** One of {@link TIMERS}. */
export type Timer = (typeof TIMERS)[number]

/** What a timer is to run, and in which environment: a timer knows nothing of the shell's. */
export interface TimerTask {
  readonly invocation: Invocation
  /** Variables that decide where logs and ledger are. */
  readonly env: ReadonlyMap<string, string>
}

/** The minute of the hour, not the full one, at which everything else runs. */
const MINUTE = 17
const ARGUMENTS = ['health', '--notify', '--quiet']
const ABOUT = 'pech: cost alerts for Claude Code'
/** What a crontab line of pech ends with. */
const CRON_MARK = '# pech health'

/** The label of the launchd agent. */
export const LAUNCHD_LABEL = 'dev.pech.health'

/** The systemd service: one run. That it is unhealthy (exit code 2) is no failure of the unit. */
export function systemdService({invocation, env}: TimerTask): string {
  const words = [invocation.node, invocation.script, ...ARGUMENTS]
  return [
    '[Unit]',
    `Description=${ABOUT}`,
    '',
    '[Service]',
    'Type=oneshot',
    ...[...env].map(([name, value]) => `Environment=${quotedWord(`${name}=${value}`)}`),
    '# Secrets of sinks: lines NAME=value in a file that only you can read.',
    'EnvironmentFile=-%E/pech/environment',
    `ExecStart=${words.map(systemdWord).join(' ')}`,
    'SuccessExitStatus=2',
    '',
  ].join('\n')
}

/** The systemd timer: every hour, and at once after hours that were missed. */
export function systemdTimer(): string {
  return [
    '[Unit]',
    `Description=${ABOUT}, every hour`,
    '',
    '[Timer]',
    `OnCalendar=*-*-* *:${MINUTE}:00`,
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
  ].join('\n')
}

/** The launchd agent: every hour; macOS makes up for one run that was missed while asleep. */
export function launchdAgent({invocation, env}: TimerTask): string {
  const words = [invocation.node, invocation.script, ...ARGUMENTS]
  const variables = [...env].flatMap(([name, value]) => [
    `    <key>${xml(name)}</key>`,
    `    <string>${xml(value)}</string>`,
  ])
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    '  <key>Label</key>',
    `  <string>${LAUNCHD_LABEL}</string>`,
    '  <key>ProgramArguments</key>',
    '  <array>',
    ...words.map((word) => `    <string>${xml(word)}</string>`),
    '  </array>',
    ...(variables.length === 0 ? [] : ['  <key>EnvironmentVariables</key>', '  <dict>', ...variables, '  </dict>']),
    '  <key>StartCalendarInterval</key>',
    '  <dict>',
    '    <key>Minute</key>',
    `    <integer>${MINUTE}</integer>`,
    '  </dict>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n')
}

/**
 * A crontab with pech's line in it, once.
 *
 * @param crontab - As it is; null or empty when there is none.
 */
export function withCronLine(crontab: string | null, task: TimerTask): string {
  const others = withoutCronLine(crontab) ?? ''
  const separator = others === '' || others.endsWith('\n') ? '' : '\n'
  return `${others}${separator}${cronLine(task)}\n`
}

/** A crontab without pech's line; null when nothing else stands there. */
export function withoutCronLine(crontab: string | null): string | null {
  const others = (crontab ?? '').split(/(?<=\n)/).filter((line) => !line.trimEnd().endsWith(CRON_MARK))
  return others.length === 0 ? null : others.join('')
}

/** The line: cron mails what is printed, so nothing is but errors. A bare `%` would end the command. */
function cronLine({invocation, env}: TimerTask): string {
  const variables = [...env].map(([name, value]) => `${name}=${quoted(value)} `)
  const words = [invocation.node, invocation.script].map(quoted)
  const command = `${variables.join('')}${words.join(' ')} ${ARGUMENTS.join(' ')} >/dev/null`
  return `${MINUTE} * * * * ${command.replaceAll('%', String.raw`\%`)} ${CRON_MARK}`
}

function quoted(word: string): string {
  return /^[\w./:@+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/** A word of a command in a unit file: of `$`, too, only a doubled one stands for itself. */
function systemdWord(word: string): string {
  return quotedWord(word.replaceAll('$', '$$$$'))
}

/** A word of a unit file: quotes around spaces; only a doubled `%` stands for itself. */
function quotedWord(word: string): string {
  const escaped = word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')
  return /[\s'"\\;]/.test(word) ? `"${escaped}"` : escaped
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

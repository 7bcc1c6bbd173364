import type {Sink} from './config.ts'
import {isRepeated} from './read-arms.ts'
import type {SettingsReader} from './settings-reader.ts'

const SINK_TYPES = ['command', 'webhook'] as const
const COMMON_KEYS = ['name', 'type', 'events', 'secret_env', 'timeout_seconds']
const KEYS = {command: [...COMMON_KEYS, 'command'], webhook: [...COMMON_KEYS, 'url', 'allow_private']} as const

/**
 * Where events are sent to. A sink that lacks something, or of which anything but its time limit is wrong, is noted and
 * left out: half a sink could send to the wrong place. Findings never show what may be a secret.
 *
 * @param reader - Takes the findings.
 * @param value - `[{name, type: command, command: [program, argument, …]} | {name, type: webhook, url, allow_private},
 * events: [globs], secret_env: NAME, timeout_seconds]`. Without `events`, a sink takes all.
 */
export function readSinks(reader: SettingsReader, value: unknown): Sink[] {
  const lines = new Map<string, number>()
  return reader.items(value, 'sinks').flatMap(({item, where}) => {
    if (!reader.isMapping(item, where)) return []
    const before = reader.findings.length
    const sink = readSink(reader, item, where)
    const isSound = reader.findings.slice(before).every((finding) => finding.where.endsWith('.timeout_seconds'))
    if (sink === null || !isSound || isRepeated(reader, lines, sink.name, `${where}.name`)) return []
    return [sink]
  })
}

function readSink(reader: SettingsReader, item: unknown, where: string): Sink | null {
  const kind = reader.anyFields(item, where).get('type')
  const type = SINK_TYPES.find((known) => known === kind)
  const fields = reader.fields(
    item,
    where,
    type === undefined ? [...KEYS.command, ...KEYS.webhook.slice(-2)] : KEYS[type],
  )
  for (const key of ['name', 'type', ...(type === undefined ? [] : [type === 'command' ? 'command' : 'url'])]) {
    if (!fields.has(key)) reader.note('KEY_MISSING', where, {key})
  }
  reader.oneOf(kind, SINK_TYPES, `${where}.type`)
  const name = reader.text(fields.get('name'), `${where}.name`)
  const events = reader.texts(fields.get('events'), `${where}.events`).map(({text}) => text)
  const common = {
    name: name ?? '',
    events: fields.has('events') ? events : ['*'],
    secretEnv: readSecretName(reader, fields.get('secret_env'), `${where}.secret_env`),
    timeoutSeconds: readTimeout(reader, fields.get('timeout_seconds'), `${where}.timeout_seconds`),
  }
  if (type === undefined || name === null) return null
  if (type === 'command') {
    return {...common, type, command: readCommand(reader, fields.get('command'), `${where}.command`)}
  }
  return {
    ...common,
    type,
    url: readUrl(reader, fields.get('url'), `${where}.url`),
    allowPrivate: reader.texts(fields.get('allow_private'), `${where}.allow_private`).map(({text}) => text),
  }
}

function readTimeout(reader: SettingsReader, value: unknown, where: string): number {
  return reader.number(value, where, {least: 0, most: 60, above: true}) ?? 10
}

/** The name of a variable. A text that can be none is most likely the secret itself, so it is not repeated. */
function readSecretName(reader: SettingsReader, value: unknown, where: string): string | null {
  if (value === undefined) return null
  if (typeof value === 'string' && /^[A-Za-z_]\w*$/.test(value)) return value
  reader.unexpected(value, where, 'the name of an environment variable, which holds the secret', true)
  return null
}

function readCommand(reader: SettingsReader, value: unknown, where: string): string[] {
  const isProgram = Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string')
  if (isProgram && value[0] !== '') return value.map(String)
  if (value !== undefined) reader.unexpected(value, where, 'a list: [program, argument, …]', true)
  return []
}

function readUrl(reader: SettingsReader, value: unknown, where: string): string {
  if (value === undefined) return ''
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null
  const isWeb = url !== null && /^https?:$/.test(url.protocol)
  if (isWeb && url.username === '' && url.password === '') return String(value)
  reader.unexpected(value, where, 'an http or https address without a password (use secret_env)', true)
  return ''
}

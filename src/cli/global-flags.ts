import {Flags} from '@oclif/core'
import {PechError} from '../core/problem.ts'
import {suggest} from '../core/suggest.ts'
import {isTimeZone} from '../core/time/is-time-zone.ts'
import {liveInZone} from '../io/zone.ts'
import type {Format} from './format.ts'

const helpGroup = 'global'

/** The flags that every command takes. What presents, and where, may come from the environment; what judges may not. */
export const globalFlags = {
  json: Flags.boolean({
    description: 'Print one JSON object; goes before --format.',
    env: 'PECH_JSON',
    helpGroup,
  }),
  output: Flags.string({
    char: 'o',
    description: 'Write the answer to a file, as a whole or not at all.',
    env: 'PECH_OUTPUT',
    helpValue: 'FILE',
    helpGroup,
  }),
  quiet: Flags.boolean({
    char: 'q',
    description: 'Say nothing on stderr but errors.',
    env: 'PECH_QUIET',
    helpGroup,
  }),
  timezone: Flags.string({
    description: "Time zone that days begin in; the machine's own by default.",
    env: 'PECH_TIMEZONE',
    helpValue: 'IANA',
    helpGroup,
    parse: parseTimeZone,
  }),
  'no-ingest': Flags.boolean({description: 'Answer from the ledger as it is, without reading new logs.', helpGroup}),
  strict: Flags.boolean({description: 'Exit 1 when any log line or file could not be counted.', helpGroup}),
}

async function parseTimeZone(name: string): Promise<string> {
  liveInZone(name)
  if (isTimeZone(name)) return name
  const near = suggest(name, Intl.supportedValuesOf('timeZone'))
  throw new PechError(
    'TIMEZONE_UNKNOWN',
    `--timezone ${name}: no such time zone`,
    near === undefined ? 'give an IANA name such as Europe/Berlin or UTC' : `did you mean ${near}?`,
  )
}

/** `--format` for a command that can write its answer in more than words and JSON. */
export function formatFlag(...formats: Format[]) {
  return Flags.option({
    options: ['table', 'json', ...formats] as const,
    description: 'How to write the answer.',
    env: 'PECH_FORMAT',
    default: 'table',
    helpGroup,
  })()
}

import {FORMATS, type Format} from './format.ts'

/** The values of the flags that the base command itself acts on. */
export interface CommonFlags {
  readonly format: Format
  readonly output: string | undefined
  readonly quiet: boolean
  readonly strict: boolean
  readonly ingest: boolean
  readonly timezone: string | undefined
  readonly demo: boolean
}

/** Reads the common flags out of a parsed flag record; `--json` goes before `--format`. */
export function commonFlagsOf(flags: Readonly<Record<string, unknown>>): CommonFlags {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined)
  return {
    format: flags['json'] === true ? 'json' : (FORMATS.find((format) => format === flags['format']) ?? 'table'),
    output: text('output'),
    quiet: flags['quiet'] === true,
    strict: flags['strict'] === true,
    ingest: flags['no-ingest'] !== true,
    timezone: text('timezone'),
    demo: flags['demo'] === true,
  }
}

/**
 * Whether failures go out as JSON: asked of the bare arguments, since the failure may be that they cannot be parsed.
 * What stands after `--` is no flag.
 */
export function wantsJson(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): boolean {
  const end = argv.indexOf('--')
  const flags = end === -1 ? argv : argv.slice(0, end)
  const asked = flags.some(
    (argument, index) =>
      argument === '--json' || argument === '--format=json' || (argument === 'json' && flags[index - 1] === '--format'),
  )
  const hasFormat = flags.some((argument) => argument === '--format' || argument.startsWith('--format='))
  const byEnvironment =
    /^(1|true|yes|y)$/i.test(env['PECH_JSON'] ?? '') || (env['PECH_FORMAT'] === 'json' && !hasFormat)
  return asked || byEnvironment
}

/** Whether colour is wanted: `NO_COLOR` and `FORCE_COLOR` decide before the terminal does. */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false'
  return isTerminal && env['TERM'] !== 'dumb'
}

/** Whether lines and bars may be drawn with Unicode: the locale says so, or the system always can. */
export function speaksUnicode(env: Readonly<Record<string, string | undefined>>, platform: string): boolean {
  if (platform === 'win32') return Boolean(env['WT_SESSION'] || env['TERM_PROGRAM'])
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG']
  if (!locale) return platform === 'darwin'
  return /utf-?8/i.test(locale)
}

/** Terminals that open a link when it is clicked, by a variable that they set. */
const LINKING_PROGRAMS = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio'])

/**
 * Whether links may be written: `FORCE_HYPERLINK` decides before the terminal does. Unknown terminals and multiplexers would show
 * the address as rubbish.
 */
export function speaksHyperlinks(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (env['FORCE_HYPERLINK']) return env['FORCE_HYPERLINK'] !== '0' && env['FORCE_HYPERLINK'] !== 'false'
  if (!isTerminal || env['CI'] || env['TMUX'] || env['STY'] || env['TERM'] === 'dumb') return false
  if (env['KITTY_WINDOW_ID'] || env['WT_SESSION'] || env['KONSOLE_VERSION']) return true
  if (Number(env['VTE_VERSION'] ?? 0) >= 5000) return true
  return LINKING_PROGRAMS.has(env['TERM_PROGRAM'] ?? '') || /kitty|ghostty|alacritty|foot/.test(env['TERM'] ?? '')
}

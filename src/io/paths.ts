import {posix, win32} from 'node:path'

/** The machine's facts that decide where pech's files are. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  /** The user's home folder. */
  readonly home: string
}

/** Where pech keeps what. */
export interface Paths {
  readonly dataFolder: string
  readonly configFolder: string
  readonly ledger: string
  readonly events: string
  readonly config: string
  readonly budgets: string
  /** The user's rate card over the built-in one; need not exist. */
  readonly rateCard: string
  /** The variable that decided, or `default`. */
  readonly origin: 'PECH_HOME' | 'XDG' | 'LOCALAPPDATA' | 'default'
}

/** Where pech keeps its files: `PECH_HOME`, else `%LOCALAPPDATA%` on Windows, else the XDG folders. Empty variables count as unset. */
export function pechPaths(surroundings: Surroundings): Paths {
  const {join} = surroundings.platform === 'win32' ? win32 : posix
  const {dataFolder, configFolder, origin} = pechFolders(surroundings)
  // joined once each: normalising a path costs a hook as much as a query
  const data = join(dataFolder, 'x').slice(0, -1)
  const config = configFolder === dataFolder ? data : join(configFolder, 'x').slice(0, -1)
  return {
    dataFolder,
    configFolder,
    ledger: `${data}ledger.db`,
    events: `${data}events.jsonl`,
    config: `${config}config.yaml`,
    budgets: `${config}budgets.yaml`,
    rateCard: `${config}rate-card.json`,
    origin,
  }
}

function pechFolders({env, platform, home}: Surroundings): Pick<Paths, 'dataFolder' | 'configFolder' | 'origin'> {
  const {join, isAbsolute} = platform === 'win32' ? win32 : posix
  if (env['PECH_HOME']) return {dataFolder: env['PECH_HOME'], configFolder: env['PECH_HOME'], origin: 'PECH_HOME'}
  if (platform === 'win32') {
    const folder = join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'pech')
    return {dataFolder: folder, configFolder: folder, origin: env['LOCALAPPDATA'] ? 'LOCALAPPDATA' : 'default'}
  }
  // The XDG specification: relative paths in these variables are invalid and must be ignored.
  const xdg = (name: string) => (env[name] && isAbsolute(env[name]) ? env[name] : undefined)
  const data = xdg('XDG_DATA_HOME')
  const config = xdg('XDG_CONFIG_HOME')
  return {
    dataFolder: join(data ?? join(home, '.local', 'share'), 'pech'),
    configFolder: join(config ?? join(home, '.config'), 'pech'),
    origin: data || config ? 'XDG' : 'default',
  }
}

/**
 * Claude Code's configuration folders, whose `projects/` hold the logs: each entry of `CLAUDE_CONFIG_DIR` (comma list),
 * else `~/.claude` and `${XDG_CONFIG_HOME:-~/.config}/claude`. They need not exist. A leading `~` is the home folder.
 */
export function claudeFolders({env, platform, home}: Surroundings): string[] {
  const {join, isAbsolute} = platform === 'win32' ? win32 : posix
  const listed = (env['CLAUDE_CONFIG_DIR'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => entry.replace(/^~(?=$|[\\/])/, () => home))
  if (listed.length > 0) return [...new Set(listed)]
  const xdg = env['XDG_CONFIG_HOME']
  const configHome = xdg && isAbsolute(xdg) ? xdg : join(home, '.config')
  return [join(home, '.claude'), join(configHome, 'claude')]
}

import {join} from 'node:path'
import type {InitPorts} from '../app/init/init-ports.ts'
import {confirm} from '../io/confirm.ts'
import {crontab} from '../io/claude-settings/crontab.ts'
import {settingsFiles} from '../io/claude-settings/settings-files.ts'
import {changesAsText} from '../render/init.ts'
import {shortPath} from '../render/names.ts'
import {visible} from '../render/visible.ts'
import {wantsColor} from './common-flags.ts'
import type {Composition} from './composition.ts'
import {packageRoot} from './package-root.ts'

/** What decides where logs, ledger and settings are, and what days are: a timer has none of it of its own. */
const VARIABLES = ['CLAUDE_CONFIG_DIR', 'PECH_HOME', 'PECH_TIMEZONE', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME']

/** What connecting pech touches: settings, timers, the person at the terminal. */
export function initPorts({clock, surroundings, claudeFolders}: Composition): InitPorts {
  const {env, home, platform} = surroundings
  const color = wantsColor(process.env, process.stderr.isTTY)
  return {
    clock,
    invocation: {node: process.execPath, script: join(packageRoot(), 'bin', 'pech.js'), platform},
    // Without the variable there are two places for logs, but one for settings.
    claudeFolders: env['CLAUDE_CONFIG_DIR'] ? claudeFolders : claudeFolders.slice(0, 1),
    timerPlaces: {
      systemd: join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'systemd', 'user'),
      launchd: join(home, 'Library', 'LaunchAgents'),
    },
    timerEnv: new Map(VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []))),
    files: settingsFiles,
    crontab,
    async approve(report) {
      // Asked first, since a question with nobody to answer it needs no preface.
      if (!process.stdin.isTTY || !process.stderr.isTTY) return null
      process.stderr.write(changesAsText(report, {color, home}))
      const places = report.changes.map(({path}) => visible(shortPath(path, home))).join(' and ')
      return confirm(report.action === 'install' ? `Write this into ${places}?` : `Take this out of ${places}?`)
    },
  }
}

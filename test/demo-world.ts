import {cpSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {freshHome} from './run-pech.ts'

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** The environment of the demo logs, with their clock and configuration, and a home of its own. */
export function demoWorld(): {PECH_HOME: string; CLAUDE_CONFIG_DIR: string; PECH_NOW: string; PECH_TIMEZONE: string} {
  const home = freshHome()
  cpSync(join(fixtures, 'demo/pech'), home, {recursive: true})
  return {
    PECH_HOME: home,
    CLAUDE_CONFIG_DIR: join(fixtures, 'demo/claude'),
    PECH_NOW: '2026-11-20T17:00:00Z',
    PECH_TIMEZONE: 'Europe/Berlin',
  }
}

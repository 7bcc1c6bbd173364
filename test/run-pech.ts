import {spawnSync} from 'node:child_process'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

/** The launcher that users run. */
export const launcher = fileURLToPath(new URL('../bin/pech.js', import.meta.url))

/** What a finished run of pech left behind. */
export interface Run {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly cwd?: string
  /** Arguments for Node itself, before the launcher. */
  readonly nodeArgs?: readonly string[]
  /** Another launcher than that of this working tree. */
  readonly program?: string
}

/** A folder of its own for everything that pech keeps. */
export function freshHome(): string {
  return mkdtempSync(join(tmpdir(), 'pech-test-'))
}

/**
 * Runs the built binary in a world of its own: fresh home, fixed clock, UTC, no variables of the machine but PATH.
 * What must be the same for every run stands here; a test overrides what it is about.
 */
export function runPech(
  args: readonly string[],
  {env, input = '', cwd, nodeArgs = [], program = launcher}: RunOptions = {},
): Run {
  const home = env?.['PECH_HOME'] ?? freshHome()
  const {status, stdout, stderr} = spawnSync(process.execPath, [...nodeArgs, program, ...args], {
    cwd: cwd ?? home,
    encoding: 'utf8',
    maxBuffer: 256_000_000,
    input,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      USERPROFILE: home,
      LOCALAPPDATA: home,
      SystemRoot: process.env['SystemRoot'],
      PECH_HOME: home,
      CLAUDE_CONFIG_DIR: join(home, 'claude'),
      PECH_NOW: '2026-10-04T12:00:00Z',
      PECH_TIMEZONE: 'UTC',
      ...env,
    },
  })
  return {exitCode: status, stdout, stderr}
}

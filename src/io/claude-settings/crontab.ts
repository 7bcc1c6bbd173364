import {spawnSync} from 'node:child_process'
import {PechError} from '../../core/problem.ts'

const TIMEOUT_MS = 10_000

/** The crontab of the user, by the `crontab` program. */
export const crontab = {
  /** Null when there is none. @throws PechError `CRONTAB_UNAVAILABLE` without the program, or when it refuses. */
  read(): string | null {
    const {status, stdout, stderr} = run(['-l'])
    if (status === 0) return stdout
    if (/no crontab/i.test(stderr)) return null
    throw unavailable(stderr.trim())
  },
  replace(content: string | null): void {
    const {status, stderr} = content === null ? run(['-r']) : run(['-'], content)
    if (status !== 0) throw unavailable(stderr.trim())
  },
} as const

function run(args: readonly string[], input = ''): {status: number | null; stdout: string; stderr: string} {
  const {status, stdout, stderr, error} = spawnSync('crontab', args, {input, encoding: 'utf8', timeout: TIMEOUT_MS})
  if (error !== undefined) throw unavailable(error.message)
  return {status, stdout, stderr}
}

function unavailable(reason: string): PechError {
  return new PechError(
    'CRONTAB_UNAVAILABLE',
    `the crontab cannot be changed: ${reason}`,
    'add the line that --print shows yourself, or use --timer systemd',
  )
}

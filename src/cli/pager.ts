import {spawnSync} from 'node:child_process'
import {withoutHyperlinks} from '../render/hyperlink.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The pager that the user wants: `PECH_PAGER`, `PAGER`, or less; null when one of them is empty or `cat`. */
export function pagerOf(env: Environment): string | null {
  const wanted = (env['PECH_PAGER'] ?? env['PAGER'] ?? 'less').trim()
  return wanted === '' || wanted === 'cat' ? null : wanted
}

/** Whether a text has more lines than the screen. */
export function isLong(text: string, rows: number | undefined): boolean {
  return rows !== undefined && rows > 0 && text.split('\n').length > rows
}

/**
 * Shows a long text on a terminal page by page, as git does.
 *
 * @returns Whether a pager took it; otherwise it is still to be written.
 */
export function showPaged(
  text: string,
  stdout: {readonly isTTY: boolean; readonly rows: number | undefined},
  env: Environment,
): boolean {
  const pager = pagerOf(env)
  if (!stdout.isTTY || env['TERM'] === 'dumb' || pager === null || !isLong(text, stdout.rows)) return false
  const {error, status} = spawnSync(pager, {
    shell: true,
    input: withoutHyperlinks(text),
    stdio: ['pipe', 'inherit', 'inherit'],
    env: {...env, LESS: env['LESS'] ?? 'FRX', LV: env['LV'] ?? '-c'},
  })
  const isMissing = error !== undefined && 'code' in error && error.code === 'ENOENT'
  // 126 and 127 are the shell's own: there is no such program.
  return !isMissing && status !== 126 && status !== 127
}

import {counted} from './count.ts'
import {formatMoment} from './moment.ts'
import {shortPath} from './names.ts'
import type {RenderOptions} from './options.ts'
import {visible} from './visible.ts'

/** How pech stands on a machine. */
export interface MachineFacts {
  readonly logFolders: readonly string[]
  /** Log files of Claude Code. */
  readonly logs: number
  /** Null: there is none yet. */
  readonly ledger: {readonly calls: bigint; readonly lastAtMs: number | null} | null
  readonly budgets: number
  /** Whether Claude Code calls pech. */
  readonly hasHooks: boolean
}

/** What is there, what is not, and what to do next. */
export function thisMachineText(facts: MachineFacts, options: Pick<RenderOptions, 'home' | 'timezone'>): string {
  const {logFolders, logs, ledger, budgets, hasHooks} = facts
  const folders = logFolders.map((folder) => visible(shortPath(folder, options.home))).join(', ')
  const rows = [
    ['logs', logs === 0 ? `none in ${folders}` : `${counted(logs, 'file')} in ${folders}`],
    ['ledger', ledger === null ? 'none yet' : ledgerWords(ledger, options.timezone)],
    ['budgets', budgets === 0 ? 'none' : `${budgets}`],
    ['hooks', hasHooks ? 'installed' : 'not installed'],
  ] as const
  const lines = rows.map(([name, words]) => `  ${name.padEnd(9)}${words}\n`)
  return `\nOn this machine\n${lines.join('')}\nNext: ${next(facts)}\n`
}

function ledgerWords({calls, lastAtMs}: NonNullable<MachineFacts['ledger']>, timezone: string): string {
  return lastAtMs === null ? 'empty' : `${counted(calls, 'call')}, the last at ${formatMoment(lastAtMs, timezone)}`
}

function next({logs, ledger, budgets, hasHooks}: MachineFacts): string {
  const isEmpty = ledger === null || ledger.calls === 0n
  if (logs === 0 && isEmpty)
    return '`pech report --demo`, or set CLAUDE_CONFIG_DIR to where Claude Code keeps its logs.'
  if (isEmpty) return '`pech report` reads the logs and says where the money of this month went.'
  if (budgets === 0) return '`pech budget set --month 200` sets a limit to be compared with.'
  if (!hasHooks) return '`pech init` lets Claude Code ask the budgets before each tool call.'
  return '`pech report`, `pech live` to watch, `pech health` for all checks at once.'
}

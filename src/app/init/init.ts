import type {Answer} from '../../core/answer.ts'
import {EXIT} from '../../core/exit.ts'
import type {Timer} from '../../core/settings/timer.ts'
import type {InitPorts} from './init-ports.ts'
import type {Change, InitReport} from '../../core/settings/init-report.ts'
import {planSettings, type SettingsPlan, type SettingsWanted} from './plan-settings.ts'
import {planTimer} from './plan-timer.ts'

/** What is wanted. */
export interface InitWanted extends SettingsWanted {
  readonly timer: Timer | undefined
  /** Say what would be done, and do nothing. */
  readonly print: boolean
  readonly yes: boolean
}

/**
 * Connects pech with Claude Code, or takes it out again: shows what changes, asks, writes. What is there already is left
 * alone, so that the second time nothing changes.
 *
 * @throws PechError when a file cannot be read or written, or is not what it should be; then nothing was changed in it.
 */
export async function initPech(ports: InitPorts, wanted: InitWanted): Promise<Answer<InitReport>> {
  const settings = planSettings(ports, wanted)
  const timer = planTimer(ports, wanted)
  const changes = [settings.change, ...timer.changes].filter(({before, after}) => before !== after)
  const {path, before, after} = settings.change
  const others = ports.claudeFolders.slice(1)
  const isAmbiguous = wanted.scope === 'user' && others.length > 0
  const report = {
    generatedAtMs: ports.clock(),
    action: wanted.uninstall ? 'uninstall' : 'install',
    changes,
    backup: before === after || before === null || wanted.uninstall ? null : settings.backup.path,
    notes: [...settings.notes, ...(isAmbiguous ? [{code: 'OTHER_FOLDERS', path, others} as const] : [])],
    steps: timer.steps,
    problems: [],
    shown: false,
  } as const
  if (changes.length === 0) return {report: {...report, state: 'unchanged'}}
  const planned = {...report, state: 'planned'} as const
  if (wanted.print) return {report: planned}
  const approved = wanted.yes ? true : await ports.approve(planned)
  if (approved === null) return {report: {...report, state: 'refused'}, exitCode: EXIT.couldNot}
  if (!approved) return {report: {...report, state: 'declined', shown: true}, exitCode: EXIT.couldNot}
  apply(ports, settings, changes)
  return {report: {...report, state: 'done', shown: !wanted.yes}}
}

function apply(ports: InitPorts, {change, backup}: SettingsPlan, changes: readonly Change[]): void {
  const isSettingsChange = changes.includes(change)
  if (isSettingsChange && backup.after !== null) ports.files.keep(backup.path, backup.after)
  for (const {kind, path, before, after} of changes) {
    if (kind === 'crontab') ports.crontab.replace(after)
    else ports.files.replace(path, before, after)
  }
  if (isSettingsChange && backup.after === null && backup.before !== null) {
    ports.files.replace(backup.path, backup.before, null)
  }
}

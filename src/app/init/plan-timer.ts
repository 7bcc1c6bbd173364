import {PechError} from '../../core/problem.ts'
import {
  LAUNCHD_LABEL,
  launchdAgent,
  systemdService,
  systemdTimer,
  type Timer,
  withCronLine,
  withoutCronLine,
} from '../../core/settings/timer.ts'
import type {InitPorts} from './init-ports.ts'
import type {Change} from '../../core/settings/init-report.ts'

/** What is to be done with timers. */
export interface TimerPlan {
  readonly changes: readonly Change[]
  readonly steps: readonly string[]
}

const UNIT = 'pech-health'

/**
 * Plans a timer for `pech health --notify`; nothing is written. Where pech is taken out, timers whose files are there go
 * too, and the line of the crontab when cron is named.
 */
export function planTimer(
  ports: InitPorts,
  {timer, uninstall, print}: {readonly timer: Timer | undefined; readonly uninstall: boolean; readonly print: boolean},
): TimerPlan {
  const {systemd, launchd} = ports.timerPlaces
  const task = {invocation: ports.invocation, env: ports.timerEnv}
  const wanted = (kind: Timer) => timer === kind && !uninstall
  const isMeant = (kind: Timer) => timer === kind || (uninstall && timer === undefined)
  const plist = ports.files.join(launchd, `${LAUNCHD_LABEL}.plist`)
  const units: Change[] = isMeant('systemd')
    ? [
        fileChange(
          ports,
          ports.files.join(systemd, `${UNIT}.service`),
          wanted('systemd') ? systemdService(task) : null,
        ),
        fileChange(ports, ports.files.join(systemd, `${UNIT}.timer`), wanted('systemd') ? systemdTimer() : null),
      ]
    : []
  const agents = isMeant('launchd') ? [fileChange(ports, plist, wanted('launchd') ? launchdAgent(task) : null)] : []
  const crontab: Change[] = []
  if (timer === 'cron') {
    const before = crontabOf(ports, print)
    const after = uninstall ? withoutCronLine(before) : withCronLine(before, task)
    crontab.push({kind: 'crontab', path: 'crontab', before, after: before === null && after === '' ? null : after})
  }
  const isChanged = (changes: readonly Change[]) => changes.some(({before, after}) => before !== after)
  return {
    changes: [...units, ...agents, ...crontab],
    steps: [
      ...(isChanged(units) ? systemdSteps(uninstall) : []),
      ...(isChanged(agents) ? [`launchctl ${uninstall ? 'bootout' : 'bootstrap'} gui/$(id -u) ${plist}`] : []),
    ],
  }
}

/** Where nothing will be written, a crontab that cannot be read is none: the line is shown for another place. */
function crontabOf({crontab}: InitPorts, isOnlyShown: boolean): string | null {
  try {
    return crontab.read()
  } catch (error) {
    if (isOnlyShown && error instanceof PechError) return null
    throw error
  }
}

function fileChange({files}: InitPorts, path: string, after: string | null): Change {
  return {kind: 'timer', path, before: files.read(path), after}
}

function systemdSteps(uninstall: boolean): string[] {
  if (uninstall) return [`systemctl --user disable --now ${UNIT}.timer`]
  return ['systemctl --user daemon-reload', `systemctl --user enable --now ${UNIT}.timer`]
}

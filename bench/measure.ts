import {spawn, spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'

/** One command to measure. `prepare` runs before each start and is not timed; `check` throws when the output is wrong. */
export type Subject = {
  name: string
  command: string
  args: readonly string[]
  env?: Record<string, string>
  stdin?: string
  prepare?: () => void
  check?: (stdout: string) => void
  /** Output that would only cost memory to keep, such as that of `cat`. */
  discardOutput?: boolean
  /** Exit codes that count as success; by default 0 only. */
  exitCodes?: readonly number[]
}

/** The smallest of all rounds; peak memory from one further, untimed start. `null` where the system does not tell. */
export type Measurement = {name: string; cpuMs: number; wallMs: number; peakBytes: number | null}

/**
 * Runs all subjects in turn, `rounds` times, and keeps each one's smallest CPU and wall time.
 *
 * bash's `time` waits for the command itself and adds user and system time of it and its children to the
 * millisecond (checked against `process.resourceUsage()` of a Node child). Every start must exit as expected and pass
 * its check, or the whole measurement fails: a command that fails fast would look quick.
 */
export async function measure(subjects: readonly Subject[], rounds: number): Promise<Measurement[]> {
  const results = subjects.map(({name}) => ({
    name,
    cpuMs: Infinity,
    wallMs: Infinity,
    peakBytes: null as number | null,
  }))
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      const timed = timeOnce(subject)
      const best = results[index]
      if (best === undefined) continue
      best.cpuMs = Math.min(best.cpuMs, timed.cpuMs)
      best.wallMs = Math.min(best.wallMs, timed.wallMs)
    }
  }
  for (const [index, subject] of subjects.entries()) {
    const best = results[index]
    if (best !== undefined) best.peakBytes = await peakMemory(subject)
  }
  return results
}

const timingScript = 'TIMEFORMAT="%3R %3U %3S"; time "$@" 2>&3'

function timeOnce(subject: Subject): {cpuMs: number; wallMs: number} {
  subject.prepare?.()
  const child = spawnSync('bash', ['-c', timingScript, 'bash', subject.command, ...subject.args], {
    env: environment(subject),
    input: subject.stdin ?? '',
    stdio: ['pipe', subject.discardOutput ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  const errors = child.output?.[3] ?? ''
  if (!(subject.exitCodes ?? [0]).includes(child.status ?? -1)) {
    throw new Error(`${subject.name}: exit ${child.status} ${child.signal ?? ''}\n${errors.slice(0, 2000)}`)
  }
  subject.check?.(child.stdout ?? '')
  const [wall, user, system] = child.stderr.trim().split(' ').map(Number)
  if (wall === undefined || user === undefined || system === undefined || Number.isNaN(wall + user + system)) {
    throw new Error(`${subject.name}: no times in ${JSON.stringify(child.stderr)}`)
  }
  return {cpuMs: (user + system) * 1000, wallMs: wall * 1000}
}

/** The largest resident size that the command had, by asking the kernel for its high-water mark until it ends. */
function peakMemory(subject: Subject): Promise<number | null> {
  subject.prepare?.()
  const child = spawn(subject.command, subject.args, {env: environment(subject), stdio: ['pipe', 'ignore', 'ignore']})
  child.stdin.on('error', () => {})
  child.stdin.end(subject.stdin ?? '')
  let peak: number | null = null
  const look = (): void => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1])
      if (kilobytes > 0) peak = Math.max(peak ?? 0, kilobytes * 1024)
    } catch {
      // The process is gone, or the system has no /proc.
    }
  }
  const timer = setInterval(look, 3)
  return new Promise((resolve) => {
    child.on('close', () => {
      clearInterval(timer)
      resolve(peak)
    })
  })
}

/** The caller's environment without what would slow a Node start or point pech elsewhere. */
function environment(subject: Subject): NodeJS.ProcessEnv {
  const {NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...rest} = process.env
  const kept = Object.entries(rest).filter(([name]) => !/^(PECH_|CLAUDE_|ENCHANTED_)/.test(name))
  return {...Object.fromEntries(kept), ...subject.env}
}

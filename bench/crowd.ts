import {spawn} from 'node:child_process'
import {readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** A hook that many of are started at once. */
export interface CrowdSubject {
  readonly launcher: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string
  /** Runs before each round. */
  readonly prepare: () => void
}

/** How long hooks waited for the ledger, in milliseconds, each hook's waits together, ascending; and how many failed. */
export interface CrowdResult {
  readonly waitsMs: readonly number[]
  readonly failures: number
}

/** Starts `hooks` hooks at once, `rounds` times, and asks each how long it waited for the others. */
export async function measureCrowd(subject: CrowdSubject, hooks: number, rounds: number): Promise<CrowdResult> {
  const file = join(tmpdir(), `pech-bench-waits-${process.pid}`)
  const preload = join(import.meta.dirname, 'ledger-waits.cjs')
  const args = ['--require', preload, subject.launcher, ...subject.args]
  let failures = 0
  for (let round = 0; round < rounds; round++) {
    subject.prepare()
    const codes = await Promise.all(
      Array.from({length: hooks}, () => run(args, {...subject.env, BENCH_WAITS: file}, subject.stdin)),
    )
    failures += codes.filter((code) => code !== 0).length
  }
  const waitsMs = readFileSync(file, 'utf8').trim().split('\n').map(Number)
  rmSync(file)
  return {waitsMs: waitsMs.sort((a, b) => a - b), failures}
}

/** The value that a share of all values does not pass. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.ceil(ascending.length * share) - 1] ?? NaN
}

function run(args: readonly string[], env: Readonly<Record<string, string>>, stdin: string): Promise<number | null> {
  const child = spawn(process.execPath, args, {
    env: {PATH: process.env['PATH'], HOME: process.env['HOME'], ...env},
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  return new Promise((resolve) => child.on('close', resolve))
}

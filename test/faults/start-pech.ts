import {spawn, type ChildProcess} from 'node:child_process'
import {launcher} from '../run-pech.ts'
import type {Corpus} from './corpus.ts'

/** How a process ended. */
export interface Ended {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly output: string
}

/** A pech that runs beside the test. */
export interface Started {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts the built program on a corpus, in a home of the caller's choice. `shell` is put before it. */
export function startPech(
  corpus: Corpus,
  home: string,
  args: readonly string[],
  shell: readonly string[] = [],
): Started {
  const [program = process.execPath, ...before] = [...shell, process.execPath]
  const child = spawn(program, [...before, launcher, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: corpus.folder,
      PECH_HOME: home,
      CLAUDE_CONFIG_DIR: corpus.claude,
      PECH_NOW: '2026-11-20T12:00:00Z',
      PECH_TIMEZONE: 'UTC',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode, signal) => resolve({exitCode, signal, output}))
  })
  return {process: child, ended}
}

import {execFileSync} from 'node:child_process'
import {mkdirSync, statfsSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'
import {Corpus, holds} from './corpus.ts'
import {startPech} from './start-pech.ts'

/** Runs a program of the system. */
function system([program = '', ...args]: readonly string[]): void {
  execFileSync(program, args, {stdio: 'ignore'})
}

/** Whether this process may mount a file system of its own: root on Linux, outside of tight containers. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const corpus = new Corpus()
  const folder = corpus.home('mount')
  mkdirSync(folder, {recursive: true})
  try {
    system(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
    system(['umount', folder])
    return true
  } catch {
    return false
  } finally {
    corpus.remove()
  }
}

test.skipIf(!canMount())(
  'a full disk is named; with space again the next ingest gives the exact total',
  async () => {
    const corpus = new Corpus()
    for (let session = 0; session < 10; session++) corpus.addSession(`s${session}`, 400)
    for (const size of ['40k', '100k', '200k', '400k', '700k']) {
      const home = corpus.home(`disk-${size}`)
      mkdirSync(home)
      system(['mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', home])
      try {
        const {exitCode, output} = await startPech(corpus, home, ['ingest']).ended
        expect({size, exitCode, output}).toEqual({
          size,
          exitCode: 1,
          output: expect.stringMatching(/no space left|is full|ENOSPC/),
        })
        expect(output).not.toMatch(/at .*\.(cjs|ts|js):\d+/)
        system(['mount', '-o', 'remount,size=64m', home])
        expect((await startPech(corpus, home, ['ingest']).ended).exitCode).toBe(0)
        expect(holds(home)).toEqual({...corpus.truth, errors: []})
        expect((await startPech(corpus, home, ['verify']).ended).exitCode).toBe(0)
      } finally {
        system(['umount', home])
      }
    }
    corpus.remove()
  },
  60_000,
)

test.skipIf(!canMount())(
  'a hook on a full disk says so and lets the tool call go; with space again nothing is lost',
  async () => {
    const corpus = new Corpus()
    corpus.addSession('s', 400)
    const home = corpus.home('hook-disk')
    mkdirSync(home)
    system(['mount', '-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', home])
    try {
      expect((await startPech(corpus, home, ['ingest']).ended).exitCode).toBe(0)
      corpus.addSession('t', 4000)
      system(['mount', '-o', `remount,size=${usedKilobytes(home) + 16}k`, home])
      const transcript = join(corpus.claude, 'projects', '-src', 't.jsonl')
      const input = JSON.stringify({
        session_id: 't',
        transcript_path: transcript,
        hook_event_name: 'PreToolUse',
        cwd: '/',
      })
      const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: corpus.claude, PECH_NOW: '2026-11-20T12:00:00Z'}
      const hook = () => runPech(['hook', 'PreToolUse'], {env, input})
      const startMs = performance.now()
      const {exitCode, stderr} = hook()
      expect([exitCode, performance.now() - startMs < 8000]).toEqual([1, true])
      expect(stderr).toMatch(/^pech: .*(no space left|is full|ENOSPC|disk I\/O error).*\n$/)
      system(['mount', '-o', 'remount,size=64m', home])
      expect(hook().exitCode).toBe(0)
      expect(holds(home)).toEqual({...corpus.truth, errors: []})
    } finally {
      system(['umount', home])
      corpus.remove()
    }
  },
  60_000,
)

/** What a file system holds, in kilobytes. */
function usedKilobytes(folder: string): number {
  const {blocks, bfree, bsize} = statfsSync(folder)
  return Math.ceil(((blocks - bfree) * bsize) / 1024)
}

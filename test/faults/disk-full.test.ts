import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {expect, test} from 'vitest'
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

import {existsSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {Corpus} from './corpus.ts'
import {startPech} from './start-pech.ts'

function modesIn(folder: string): Record<string, string> {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  return Object.fromEntries([['.', mode(folder)], ...names.map((name) => [name, mode(join(folder, name))])])
}

test.skipIf(process.platform === 'win32')(
  'all that pech keeps is for its user alone, under any umask and while it is written',
  async () => {
    const corpus = new Corpus()
    const home = corpus.home('home')
    const open = ['sh', '-c', 'umask 000; exec "$@"', 'sh']
    for (let session = 0; session < 8; session++) corpus.addSession(`s${session}`, 400)
    const started = startPech(corpus, home, ['ingest'], open)
    const seen = new Map<string, string>()
    const look = setInterval(() => {
      if (existsSync(home)) for (const [name, mode] of Object.entries(modesOf(home))) seen.set(`${name} ${mode}`, mode)
    }, 2)
    expect((await started.ended).exitCode).toBe(0)
    clearInterval(look)
    const modes = [...seen.keys(), ...Object.entries(modesIn(home)).map(([name, mode]) => `${name} ${mode}`)]
    expect(modes).toContain('ledger.db 600')
    expect(modes.filter((one) => !/ (600|700)$/.test(one))).toEqual([])
    corpus.remove()
  },
  30_000,
)

/** Modes of what is there at this moment; files come and go meanwhile. */
function modesOf(folder: string): Record<string, string> {
  try {
    return modesIn(folder)
  } catch {
    return {}
  }
}

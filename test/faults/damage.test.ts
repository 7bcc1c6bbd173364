import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {seededRandom} from '../../fixtures/seeded-random.ts'
import {Corpus, holds} from './corpus.ts'
import {startPech} from './start-pech.ts'

const corpus = new Corpus()
let sound: Buffer

beforeAll(async () => {
  for (let session = 0; session < 4; session++) corpus.addSession(`s${session}`, 200)
  await startPech(corpus, corpus.home('sound'), ['ingest']).ended
  sound = readFileSync(join(corpus.home('sound'), 'ledger.db'))
})
afterAll(() => corpus.remove())

function overwrite(path: string, at: number, bytes: Buffer): void {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, at)
  closeSync(file)
}

function noise(length: number): Buffer {
  const random = seededRandom(length)
  return Buffer.from(Array.from({length}, () => Math.floor(random() * 256)))
}

const DAMAGES: Record<string, (path: string) => void> = {
  'random bytes': (path) => writeFileSync(path, noise(20_000)),
  'a flipped header': (path) => overwrite(path, 0, Buffer.from('tQLite format 3\0')),
  'half a file': (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
  text: (path) => writeFileSync(path, 'not a ledger\n'.repeat(400)),
  'noise in every page but the first': (path) => overwrite(path, 4096, noise(statSync(path).size - 4096)),
}

test.each(Object.keys(DAMAGES))(
  'a ledger of %s is named, set aside and built anew from the logs',
  async (damage) => {
    const home = corpus.home(damage.replaceAll(' ', '-'))
    const path = join(home, 'ledger.db')
    mkdirSync(home)
    writeFileSync(path, sound)
    DAMAGES[damage]!(path)
    const damaged = readFileSync(path)
    const {exitCode, output} = await startPech(corpus, home, ['ingest']).ended
    expect({exitCode, output}).toEqual({
      exitCode: 1,
      output: expect.stringMatching(/ledger\.db is damaged.*set aside as .*ledger\.db\.damaged/),
    })
    expect(output).toContain('pech ingest --full')
    expect(output).not.toMatch(/at .*\.(cjs|ts|js):\d+/)
    expect(existsSync(path)).toBe(false)
    expect(readFileSync(`${path}.damaged`).equals(damaged)).toBe(true)
    expect((await startPech(corpus, home, ['ingest', '--full']).ended).exitCode).toBe(0)
    expect(holds(home)).toEqual({...corpus.truth, errors: []})
    expect(readdirSync(home).filter((name) => name.includes('damaged'))).toContain('ledger.db.damaged')
  },
  30_000,
)

test('an empty file is a ledger that has yet to begin', async () => {
  const home = corpus.home('empty')
  mkdirSync(home)
  writeFileSync(join(home, 'ledger.db'), '')
  expect((await startPech(corpus, home, ['ingest']).ended).exitCode).toBe(0)
  expect(holds(home)).toEqual({...corpus.truth, errors: []})
})

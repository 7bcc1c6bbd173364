import {afterAll, expect, test} from 'vitest'
import {seededRandom} from '../../fixtures/seeded-random.ts'
import {Corpus, holds} from './corpus.ts'
import {startPech} from './start-pech.ts'

const KILLS_PER_LANE = 100
/** A ledger is killed so often before it is held to the truth and thrown away. */
const KILLS_PER_LEDGER = 20
const SESSIONS = 10
const CALLS = 300

const corpora: Corpus[] = []
afterAll(() => corpora.forEach((corpus) => corpus.remove()))

/** Time that an undisturbed ingest takes, with its start, in milliseconds. */
async function timeOfIngest(corpus: Corpus): Promise<number> {
  const start = performance.now()
  const {exitCode, output} = await startPech(corpus, corpus.home('timed'), ['ingest']).ended
  expect([exitCode, output.includes('Posted')]).toEqual([0, true])
  return performance.now() - start
}

async function killAtRandom(lane: number): Promise<number> {
  const random = seededRandom(lane)
  const corpus = new Corpus()
  corpora.push(corpus)
  for (let session = 0; session < SESSIONS; session++) corpus.addSession(`s${lane}-${session}`, CALLS)
  const wholeMs = await timeOfIngest(corpus)
  let kills = 0
  for (let round = 0; kills < KILLS_PER_LANE; round++) {
    const home = corpus.home(`home-${round}`)
    for (let kill = 0; kill < KILLS_PER_LEDGER; kill++) {
      const started = startPech(corpus, home, ['ingest'])
      const timer = setTimeout(() => started.process.kill('SIGKILL'), wholeMs * (0.3 + 0.6 * random()))
      const {signal, output} = await started.ended
      clearTimeout(timer)
      if (signal === 'SIGKILL') kills++
      else {
        expect(output).not.toContain('error')
        break
      }
    }
    const killed = holds(home)
    expect(killed.errors).toEqual([])
    expect(killed.calls).toBeLessThanOrEqual(corpus.truth.calls)
    expect((await startPech(corpus, home, ['ingest']).ended).exitCode).toBe(0)
    expect(holds(home)).toEqual({...corpus.truth, errors: []})
  }
  const {exitCode, output} = await startPech(corpus, corpus.home('home-0'), ['verify', '--against-logs']).ended
  expect([exitCode, output]).toEqual([0, expect.stringContaining('sound')])
  return kills
}

test('after kill -9 at 200 random moments one more ingest gives the exact total, and the ledger is sound', async () => {
  const kills = await Promise.all([killAtRandom(1), killAtRandom(2)])
  expect(kills.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2 * KILLS_PER_LANE)
}, 600_000)

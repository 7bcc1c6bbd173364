import {expect, test} from 'vitest'
import {Corpus, holds} from './corpus.ts'
import {startPech} from './start-pech.ts'

const PROCESSES = 16

test('sixteen ingests at once post every call once', async () => {
  const corpus = new Corpus()
  try {
    for (let session = 0; session < 8; session++) corpus.addSession(`s${session}`, 300)
    const home = corpus.home('home')
    const runs = await Promise.all(Array.from({length: PROCESSES}, () => startPech(corpus, home, ['ingest']).ended))
    expect(runs.map(({exitCode, output}) => (exitCode === 0 ? 'done' : output))).toEqual(
      new Array(PROCESSES).fill('done'),
    )
    expect(holds(home)).toEqual({...corpus.truth, errors: []})
    corpus.addSession('late', 100)
    const again = await Promise.all(Array.from({length: PROCESSES}, () => startPech(corpus, home, ['ingest']).ended))
    expect(again.map(({exitCode}) => exitCode)).toEqual(new Array(PROCESSES).fill(0))
    expect(holds(home)).toEqual({...corpus.truth, errors: []})
    expect((await startPech(corpus, home, ['verify', '--against-logs']).ended).exitCode).toBe(0)
  } finally {
    corpus.remove()
  }
}, 60_000)

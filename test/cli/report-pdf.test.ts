import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {bundleCli, root} from '../../scripts/bundles.ts'
import {demoWorld} from '../demo-world.ts'
import {freshHome, runPech} from '../run-pech.ts'

const hasReader = spawnSync('pdftotext', ['-v']).status === 0
const file = join(freshHome(), 'report.pdf')

test('a PDF needs a file, and is one', () => {
  expect(runPech(['report', '--demo', '--format', 'pdf'])).toMatchObject({exitCode: 1, stdout: ''})
  expect(runPech(['report', '--demo', '--format', 'pdf', '--output', file])).toMatchObject({exitCode: 0, stdout: ''})
  expect(readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-')
})

test.skipIf(!hasReader)(
  'its words can be selected: the total is that of the report, and no title of a session is in it',
  () => {
    const env = demoWorld()
    const out = join(freshHome(), 'report.pdf')
    runPech(['report', '--format', 'pdf', '--output', out], {env})
    const text = spawnSync('pdftotext', ['-layout', out, '-'], {encoding: 'utf8'}).stdout
    const {totals} = JSON.parse(runPech(['report', '--json'], {env}).stdout)
    expect(text).toContain(`$${totals.usd.toFixed(2)}`)
    const titles = ['Each day by model', 'Forecast of 2026-11', 'Budgets', 'Calendar', 'By plugin, agent and model']
    const tables = [
      'Cost by model',
      'Dearest sessions',
      'Prompt cache',
      'Difference from the usual',
      'Out of the usual',
    ]
    for (const title of [...titles, ...tables]) expect(text).toContain(title)
    expect(text.replaceAll(/\s+/g, ' ')).toContain('9 calls without a rate are counted with the estimate') // in the forecast
    const {sessions} = JSON.parse(runPech(['session', '--list', '--all', '--json'], {env}).stdout)
    for (const {title} of sessions) if (title !== null) expect(text).not.toContain(title)
  },
)

test.skipIf(!hasReader).each(['names-terminal', 'names-documents'])(
  'the names of the world %s break no PDF',
  (world) => {
    const env = {CLAUDE_CONFIG_DIR: join(root, 'fixtures/worlds', world, 'claude'), PECH_NOW: '2026-11-20T17:00:00Z'}
    const out = join(freshHome(), 'report.pdf')
    const args = ['report', '--all', '--by', 'branch', '--format', 'pdf', '--output', out]
    expect(runPech(args, {env})).toMatchObject({exitCode: 0})
    expect(spawnSync('pdftotext', [out, '-']).status).toBe(0)
  },
)

test('no other form loads the PDF library: it is a file of its own', async () => {
  const {inputs} = await bundleCli(freshHome())
  expect(Object.keys(inputs).filter((name) => /pdf-lib|src\/render\/pdf/.test(name))).toEqual([])
})

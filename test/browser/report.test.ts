import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root} from '../../scripts/bundles.ts'
import {demoWorld} from '../demo-world.ts'
import {freshHome, runPech} from '../run-pech.ts'
import {axeSource, chromium, withPage} from './open-page.ts'

const folder = freshHome()
const page = join(folder, 'report.html')

const views = [
  {width: 1280, colorScheme: 'light'},
  {width: 1280, colorScheme: 'dark'},
  {width: 390, colorScheme: 'light'},
  {width: 390, colorScheme: 'dark'},
] as const

test("a page of the demo has every chart, and its total is the report's", () => {
  const env = demoWorld()
  expect(runPech(['report', '--format', 'html', '--output', page], {env})).toMatchObject({exitCode: 0})
  const text = readFileSync(page, 'utf8')
  for (const title of [
    'Each day by model',
    'Forecast of 2026-11',
    'Budgets',
    'Calendar',
    'By plugin, agent and model',
  ]) {
    expect(text).toContain(`<h2>${title}</h2>`)
  }
  for (const title of ['Out of the usual', 'Difference from the usual', 'Prompt cache', 'Dearest sessions'])
    expect(text).toContain(title)
  expect(text).toContain('9 calls without a rate are counted with the estimate of the same family') // in the forecast
  const {totals} = JSON.parse(runPech(['report', '--json'], {env}).stdout)
  expect(text).toContain(`<p class="total">$${totals.usd.toFixed(2)}</p>`)
  const titles = runPech(['session', '--list', '--json', '--all'], {env}).stdout
  for (const {title} of JSON.parse(titles).sessions) if (title !== null) expect(text).not.toContain(title)
})

test.skipIf(chromium === undefined).each(views)(
  'axe finds no fault in a page at $width pixels, $colorScheme; it fits, loads nothing and runs nothing',
  async (view) => {
    await withPage(page, view, async (opened, heard) => {
      expect(await opened.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      await opened.addScriptTag({content: axeSource})
      const faults = await opened.evaluate(
        'axe.run(document).then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))',
      )
      expect(faults).toEqual([])
      expect(heard).toEqual({requests: [], errors: []})
    })
  },
  60_000,
)

test.skipIf(chromium === undefined).each(['names-terminal', 'names-documents'])(
  'the names of the world %s neither run nor widen a page',
  async (world) => {
    const file = join(folder, `${world}.html`)
    const CLAUDE_CONFIG_DIR = join(root, 'fixtures/worlds', world, 'claude')
    const env = {CLAUDE_CONFIG_DIR, PECH_NOW: '2026-11-20T17:00:00Z'}
    runPech(['report', '--all', '--by', 'branch', '--format', 'html', '--output', file], {env})
    await withPage(file, {width: 390, colorScheme: 'light'}, async (opened, heard) => {
      expect(await opened.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(await opened.evaluate('document.scripts.length')).toBe(0)
      expect(heard).toEqual({requests: [], errors: []})
    })
  },
  60_000,
)

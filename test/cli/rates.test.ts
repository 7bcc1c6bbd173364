import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {freshHome, runPech} from '../run-pech.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/rate-cards/', import.meta.url))
const env = {PECH_NOW: '2026-11-21T12:00:00Z'}

test('each example card has the finding that its README names, and exit 1 exactly for errors', () => {
  const table = readFileSync(join(fixtures, 'README.md'), 'utf8').matchAll(/^\| `(.+\.json)` \| (\w+)(?: `(\w+)`)?/gm)
  const promised = [...table].map(([, file, severity, code]) => ({file: String(file), severity, code}))
  expect(promised.map(({file}) => file).sort()).toEqual(
    readdirSync(fixtures)
      .filter((name) => name.endsWith('.json'))
      .sort(),
  )
  for (const {file, severity, code} of promised) {
    const {exitCode, stdout} = runPech(['rates', 'check', join(fixtures, file), '--json'], {env})
    expect([file, exitCode]).toEqual([file, severity === 'error' || severity === 'cannot' ? 1 : 0])
    const found = JSON.parse(stdout).findings?.map((finding: {severity: string; code: string}) => [
      finding.severity,
      finding.code,
    ])
    if (severity !== 'cannot') expect([file, found]).toEqual([file, code === undefined ? [] : [[severity, code]]])
  }
})

test('an unknown model is exit 1 with a suggestion on stderr', () => {
  const {exitCode, stdout, stderr} = runPech(['rates', 'show', 'claude-opuss-5'], {env})
  expect([exitCode, stdout]).toEqual([1, ''])
  expect(stderr).toContain('did you mean claude-opus-5?')
})

test('--json says an error as JSON with the same exit code', () => {
  const {exitCode, stdout} = runPech(['rates', 'show', 'claude-opuss-5', '--json'], {env})
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({schema: 'pech/error@1', error: {code: 'MODEL_UNKNOWN'}})
})

test("the user's own card is shown in the place of the built-in one; a broken one is a problem", () => {
  const home = freshHome()
  const show = () => JSON.parse(runPech(['rates', 'show', '--json'], {env: {...env, PECH_HOME: home}}).stdout)
  writeFileSync(join(home, 'rate-card.json'), readFileSync(join(fixtures, 'sound.json')))
  expect(show()).toMatchObject({
    card: {source: join(home, 'rate-card.json')},
    models: [{id: 'claude-opus-1'}],
    problems: [],
  })
  writeFileSync(join(home, 'rate-card.json'), readFileSync(join(fixtures, 'overlap.json')))
  expect(show()).toMatchObject({card: {source: 'built-in'}, problems: [{code: 'RATE_CARD_INVALID', count: 1}]})
  expect(runPech(['rates', 'check'], {env: {...env, PECH_HOME: home}}).exitCode).toBe(1)
})

import {chmodSync, existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, expect, test} from 'vitest'
import type {Cause} from '../../fixtures/problems/cause.ts'
import {root} from '../../scripts/bundles.ts'
import {problemPhrase} from '../../src/render/problem.ts'
import {phraseText} from '../../src/render/phrase.ts'
import {freshHome, runPech} from '../run-pech.ts'

const folder = join(root, 'fixtures/problems')
const source = readFileSync(join(root, 'src/core/problem.ts'), 'utf8')
const union = /export type ProblemCode =([\s\S]*?)\n\n/.exec(source)?.[1] ?? ''
const codes = Array.from(union.matchAll(/'([A-Z_]+)'/g), ([, code]) => code ?? '')

/** Problems of settings: the command that is about them cannot do its work, so it exits 1 with them. */
const refused = ['CONFIG_INVALID', 'BUDGETS_INVALID']

/** Root may read what is locked, and Windows has no such lock. */
const readsAll = process.platform === 'win32' || process.getuid?.() === 0
const occurring = codes.filter((code) => !(code === 'FILE_UNREADABLE' && readsAll))

const homes: string[] = []

async function met(code: string, ...more: string[]) {
  const {cause}: {cause: Cause} = await import(join(folder, code, 'cause.ts'))
  const home = freshHome()
  homes.push(home)
  cause.prepare(home)
  return runPech([...cause.args, ...more], {env: {PECH_HOME: home, ...cause.env}})
}

afterEach(() => {
  for (const home of homes.splice(0)) {
    const locked = join(home, 'claude/projects/-home-ada-src-shop/locked.jsonl')
    if (existsSync(locked)) chmodSync(locked, 0o600)
  }
})

test('every problem code has a runnable cause, and every cause a code', () => {
  expect(codes.length).toBeGreaterThan(10)
  const causes = readdirSync(folder, {withFileTypes: true}).filter((entry) => entry.isDirectory())
  expect(causes.map(({name}) => name).toSorted()).toEqual(codes.toSorted())
})

test.each(occurring.filter((code) => !refused.includes(code)))(
  '%s is said on stderr and counted in the JSON, and does not stop the work',
  async (code) => {
    const {exitCode, stdout, stderr} = await met(code, '--json')
    expect(exitCode).toBe(0)
    const {problems} = JSON.parse(stdout)
    expect(problems).toEqual([expect.objectContaining({code, count: 1})])
    expect(stderr).toBe(`warning: ${phraseText(problemPhrase(problems[0]))}\n`)
    expect(stderr).toMatch(/\. .*\.$/m)
  },
)

test.each(['USAGE_REFUSED', 'LINE_MALFORMED', 'FILE_SYMLINK_LEAVES_ROOT', 'META_MALFORMED'])(
  'under --strict, %s is a failure; under --quiet it is counted and not said',
  async (code) => {
    expect(await met(code, '--strict')).toMatchObject({exitCode: 1, stdout: expect.stringContaining('$')})
    const quiet = await met(code, '--json', '--quiet')
    expect(quiet).toMatchObject({exitCode: 0, stderr: ''})
    expect(JSON.parse(quiet.stdout).problems).toHaveLength(1)
  },
)

test.each(refused)('%s is what its own command is about: exit 1, with the file and the place', async (code) => {
  const {exitCode, stdout, stderr} = await met(code)
  expect(exitCode).toBe(1)
  expect(`${stdout}${stderr}`).toMatch(/(config|budgets)\.yaml/)
  const asJson = await met(code, '--json')
  expect(asJson.exitCode).toBe(1)
  expect(asJson.stdout).toContain(`"${code}"`)
})

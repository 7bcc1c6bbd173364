import {spawn} from 'node:child_process'
import {cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, expect, test} from 'vitest'
import {launcher} from '../run-pech.ts'
import {sharedFolder} from '../shared-folder.ts'
import {writeCase, type Case} from './write-case.ts'

const cases = fileURLToPath(new URL('conformance/', sharedFolder))
const real = fileURLToPath(new URL('real/', sharedFolder))
const folder = mkdtempSync(join(tmpdir(), 'pech-spawned-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

type Json = ReturnType<typeof JSON.parse>

/** Runs the built program on a folder that has `projects`, and returns its JSON. */
async function pech(config: string, timezone: string, now: string, ...args: string[]): Promise<Json> {
  const env = {
    PATH: process.env['PATH'],
    HOME: config,
    PECH_HOME: join(config, 'pech'),
    CLAUDE_CONFIG_DIR: config,
    PECH_NOW: now,
    PECH_TIMEZONE: timezone,
  }
  const child = spawn(process.execPath, [launcher, ...args, '--json'], {env, stdio: ['ignore', 'pipe', 'pipe']})
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString('utf8')))
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')))
  const exitCode = await new Promise((resolve) => {
    child.on('close', resolve)
  })
  expect({exitCode, stderr: exitCode === 0 ? '' : stderr}).toEqual({exitCode: 0, stderr: ''})
  return JSON.parse(stdout)
}

/** The part of a group or of the whole that every sum has. */
function sums({calls, tokens, webSearches, picodollars, estimated}: Json) {
  return {calls, tokens, webSearches, picodollars, estimatedPicodollars: estimated.picodollars}
}

/** The program's answer in the shape of the cases, with the groups that a case asks for. */
async function answerOf(
  config: string,
  {timezone, now, expect: expected}: Pick<Case, 'timezone' | 'now' | 'expect'>,
): Promise<Json> {
  const {totals, problems} = await pech(config, timezone, now, 'report', '--all')
  const count = (code: string) => problems.find((problem: Json) => problem.code === code)?.count ?? 0
  const digits = totals.picodollars.padStart(13, '0')
  const answer: Json = {
    ...sums(totals),
    usd: `${digits.slice(0, -12)}.${digits.slice(-12)}`,
    unpriced: {calls: totals.unpriced.calls, models: totals.unpriced.models},
    lowerBound: totals.lowerBound.calls,
    missingOutputTokens: totals.lowerBound.missingOutputTokens,
    refusedLines: count('USAGE_REFUSED'),
    malformedLines: count('LINE_MALFORMED'),
  }
  for (const name of Object.keys(expected).filter((key) => key.startsWith('by'))) {
    const dimension = name.slice(2).toLowerCase()
    const report = await pech(config, timezone, now, 'report', '--all', '--no-ingest', '--by', dimension)
    answer[name] = Object.fromEntries(report.rows.map((row: Json) => [row.key[dimension], sums(row)]))
    expect(sums(report.totals)).toEqual(sums(totals))
  }
  return answer
}

const names = existsSync(cases) ? readdirSync(cases).filter((name) => name.endsWith('.json')) : ['the cases']

test.skipIf(!existsSync(cases)).concurrent.each(names)(
  'the program gives the expected answer of %s',
  async (name) => {
    const one: Case = JSON.parse(readFileSync(join(cases, name), 'utf8'))
    const config = join(folder, name)
    mkdirSync(config)
    writeCase(one.files, config)
    expect(await answerOf(config, one)).toMatchObject(one.expect)
  },
  60_000,
)

test.skipIf(!existsSync(real))(
  'the program gives the known totals of real logs in every group, and finds nothing wrong with its ledger',
  async () => {
    const {files, problems, reportedUsd, undated, ...expected} = JSON.parse(
      readFileSync(join(real, 'expected.json'), 'utf8'),
    )
    expect([files > 0, problems, reportedUsd, undated]).toEqual([true, [], 0, 0])
    const config = join(folder, 'real')
    cpSync(join(real, 'projects'), join(config, 'projects'), {recursive: true})
    expect(await answerOf(config, {timezone: 'UTC', now: '2026-11-20T12:00:00Z', expect: expected})).toEqual(expected)
    await pech(config, 'UTC', '2026-11-20T12:00:00Z', 'verify', '--against-logs')
  },
  60_000,
)

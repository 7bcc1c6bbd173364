import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {freshHome, runPech} from '../run-pech.ts'
import {sharedFolder} from '../shared-folder.ts'
import {writeCase, type Case} from './write-case.ts'

const folder = fileURLToPath(new URL('conformance/', sharedFolder))
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : ['the cases']

/** Groups of a case and the dimension that gives them. */
const GROUPS: Readonly<Record<string, string>> = {
  byModel: 'model',
  byTier: 'tier',
  bySession: 'session',
  byAgent: 'agent',
  byPlugin: 'plugin',
  byProject: 'project',
  byBranch: 'branch',
  byKind: 'kind',
  byDay: 'day',
  bySkill: 'skill',
}

interface Totals {
  readonly picodollars: string
  readonly calls: number
  readonly tokens: object
  readonly webSearches: number
  readonly estimated: {readonly picodollars: string}
  readonly unpriced: {readonly calls: number; readonly models: readonly string[]}
  readonly lowerBound: {readonly calls: number; readonly missingOutputTokens: number}
}

interface Report {
  readonly totals: Totals
  readonly rows: readonly (Totals & {readonly key: Readonly<Record<string, string>>})[]
  readonly problems: readonly {readonly code: string; readonly count: number}[]
}

/** What a row says, in the words of the cases. */
function sums({picodollars, calls, tokens, webSearches, estimated}: Totals) {
  return {calls, tokens, webSearches, picodollars, estimatedPicodollars: estimated.picodollars}
}

/** The answer of a report by one dimension, in the words of the cases. */
function answerOf({totals, rows, problems}: Report, group: string, dimension: string): Record<string, unknown> {
  const count = (code: string) => problems.find((problem) => problem.code === code)?.count ?? 0
  return {
    ...sums(totals),
    unpriced: {calls: totals.unpriced.calls, models: totals.unpriced.models},
    lowerBound: totals.lowerBound.calls,
    missingOutputTokens: totals.lowerBound.missingOutputTokens,
    refusedLines: count('USAGE_REFUSED'),
    malformedLines: count('LINE_MALFORMED'),
    [group]: Object.fromEntries(rows.map((row) => [row.key[dimension] ?? '', sums(row)])),
  }
}

test.skipIf(!existsSync(folder)).each(names)('pech report gives the expected answer of %s', (name) => {
  const {files, now, timezone, expect: expected}: Case = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const home = freshHome()
  writeCase(files, join(home, 'claude'))
  const env = {PECH_HOME: home, PECH_NOW: now, PECH_TIMEZONE: timezone}
  const groups = Object.keys(expected).filter((key) => Object.hasOwn(GROUPS, key))
  for (const group of groups.length > 0 ? groups : ['byModel']) {
    const dimension = GROUPS[group] ?? ''
    const {exitCode, stdout} = runPech(['report', '--all', '--by', dimension, '--json', '--top', '1000'], {env})
    expect(exitCode).toBe(0)
    const answer = answerOf(JSON.parse(stdout), group, dimension)
    const known = Object.fromEntries(Object.entries(expected).filter(([key]) => Object.hasOwn(answer, key)))
    expect(Object.keys(known).length).toBeGreaterThan(0)
    expect(answer).toMatchObject(known)
  }
})

import {readdirSync, readFileSync} from 'node:fs'
import {join, relative, sep} from 'node:path'
import {expect, test} from 'vitest'
import {rollupErrors} from '../io/ledger/ledger-content.ts'
import {ingestFolder, openTestLedger} from '../io/ledger/test-ledger.ts'
import {ledgerAnswer} from './ledger-answer.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')
const worlds = readdirSync(join(fixtures, 'worlds'), {withFileTypes: true}).filter((entry) => entry.isDirectory())

function read(world: string, timezone: string) {
  const ledger = openTestLedger()
  const {problems} = ingestFolder(ledger, join(world, 'claude', 'projects'))
  expect(problems).toEqual([])
  expect(rollupErrors(ledger.database)).toEqual([])
  const answer = ledgerAnswer(ledger.database, timezone)
  const lines = ledger.database
    .all('SELECT path, offset, code, facts FROM problem ORDER BY path, offset')
    .map((row) => ({
      kind: row['code'] === 'USAGE_REFUSED' ? 'refused' : 'malformed',
      file: relative(world, String(row['path'])).split(sep).join('/'),
      byteOffset: row['offset'],
      field: JSON.parse(String(row['facts'])).field?.split('.').at(-1),
    }))
  ledger.close()
  return {answer, lines}
}

/** Calls per group, of a group with more. */
function callsOf(group: unknown): Record<string, number> {
  return Object.fromEntries(Object.entries(Object(group)).map(([key, sums]) => [key, Object(sums).calls]))
}

test.each(worlds.map((entry) => entry.name))(
  'the hostile world %s has the numbers that were worked out by hand',
  (name) => {
    const world = join(fixtures, 'worlds', name)
    const {callsByModel, callsByBranch, callsByDay, callsBySession, unpricedCalls, problems, timezone, ...expected} =
      JSON.parse(readFileSync(join(world, 'expected.json'), 'utf8'))
    const {answer, lines} = read(world, timezone ?? 'UTC')
    expect(answer).toMatchObject(expected)
    expect(lines).toEqual(problems)
    if (unpricedCalls !== undefined) expect(answer['unpriced']).toMatchObject({calls: unpricedCalls})
    const groups = {byModel: callsByModel, byBranch: callsByBranch, byDay: callsByDay, bySession: callsBySession}
    for (const [group, calls] of Object.entries(groups))
      if (calls) expect({[group]: callsOf(answer[group])}).toEqual({[group]: calls})
  },
)

test('the demo has the numbers that its generator counted', () => {
  const demo = join(fixtures, 'demo')
  const {callsByModel, sessions, unpricedCalls, lowerBoundCalls, ...expected} = JSON.parse(
    readFileSync(join(demo, 'expected.json'), 'utf8'),
  )
  const {answer} = read(demo, 'UTC')
  expect(answer).toMatchObject({...expected, lowerBound: lowerBoundCalls, unpriced: {calls: unpricedCalls}})
  expect(callsOf(answer['byModel'])).toEqual(callsByModel)
  expect(Object.keys(callsOf(answer['bySession']))).toHaveLength(sessions)
})

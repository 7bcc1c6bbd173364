import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {ingestFolder, openTestLedger} from '../io/ledger/test-ledger.ts'
import {rollupErrors} from '../io/ledger/ledger-content.ts'
import {sharedFolder} from '../shared-folder.ts'
import {ledgerAnswer} from './ledger-answer.ts'
import {writeCase, type Case} from './write-case.ts'

const cases = fileURLToPath(new URL('conformance/', sharedFolder))
const real = fileURLToPath(new URL('real/', sharedFolder))

function answerOf(projects: string, timezone: string): Record<string, unknown> {
  const ledger = openTestLedger()
  ingestFolder(ledger, projects)
  expect(rollupErrors(ledger.database)).toEqual([])
  const answer = ledgerAnswer(ledger.database, timezone)
  ledger.close()
  return answer
}

const names = existsSync(cases) ? readdirSync(cases).filter((name) => name.endsWith('.json')) : ['the cases']

test.skipIf(!existsSync(cases)).each(names)('%s gives its expected answer', (name) => {
  const {files, timezone, expect: expected}: Case = JSON.parse(readFileSync(join(cases, name), 'utf8'))
  const folder = mkdtempSync(join(tmpdir(), 'pech-case-'))
  try {
    writeCase(files, folder)
    expect(answerOf(join(folder, 'projects'), timezone)).toMatchObject(expected)
  } finally {
    rmSync(folder, {recursive: true})
  }
})

test.skipIf(!existsSync(real))('real logs give the known totals in every group', () => {
  const {files, problems, reportedUsd, ...expected} = JSON.parse(readFileSync(join(real, 'expected.json'), 'utf8'))
  expect([files > 0, problems, reportedUsd]).toEqual([true, [], 0])
  const answer = answerOf(join(real, 'projects'), 'UTC')
  const decided = Object.entries(answer).filter(([key]) => Object.hasOwn(expected, key))
  expect(Object.fromEntries(decided)).toEqual(expected)
})

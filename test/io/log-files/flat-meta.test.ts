import {appendFileSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {ingestFolder, openTestLedger} from '../ledger/test-ledger.ts'

const META = JSON.stringify({agentType: 'Explore', description: 'look around', toolUseId: 'toolu_1'})
const LINE = JSON.stringify({
  type: 'assistant',
  sessionId: 'session-1',
  agentId: 'abc1234',
  isSidechain: true,
  uuid: 'u1',
  timestamp: '2026-11-20T10:00:00.000Z',
  requestId: 'req_1',
  message: {id: 'msg_1', model: 'claude-haiku-4-5', stop_reason: 'end_turn', usage: {input_tokens: 1}, content: []},
})

/** Agents of all calls after each step, in a folder in which subagents' files lie beside the sessions'. */
function agentsAfter(steps: readonly ((folder: string) => void)[]): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'pech-test-'))
  const ledger = openTestLedger()
  const agents = steps.map((step) => {
    step(folder)
    ingestFolder(ledger, folder)
    const sql = 'SELECT a.agent AS agent FROM call JOIN attribution a ON a.id = call.attribution'
    return ledger.database.all(sql).map(({agent}) => agent)
  })
  ledger.close()
  return agents
}

const writeMeta = (folder: string) => writeFileSync(join(folder, 'agent-abc1234.meta.json'), META)
const append = (text: string) => (folder: string) => appendFileSync(join(folder, 'agent-abc1234.jsonl'), text)

test('a description beside a subagent’s file in the old flat layout names its type, whichever is there first', () => {
  expect(agentsAfter([append(`${LINE}\n`), writeMeta])).toEqual([['subagent'], ['Explore']])
  expect(agentsAfter([writeMeta, append(LINE.slice(0, 90)), append(`${LINE.slice(90)}\n`)])).toEqual([
    [],
    [],
    ['Explore'],
  ])
})

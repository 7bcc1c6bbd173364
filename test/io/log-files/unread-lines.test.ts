import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {ingestFolder, openTestLedger} from '../ledger/test-ledger.ts'

const SESSION = 'session-1'

interface Link {
  readonly uuid: string
  readonly parentUuid?: string
}

const call = (id: string, line: object, content: object[] = []) => ({
  type: 'assistant',
  sessionId: SESSION,
  timestamp: '2026-11-20T10:00:00.000Z',
  message: {id, model: 'claude-haiku-4-5', stop_reason: 'end_turn', usage: {input_tokens: 1}, content},
  ...line,
})
const side = (link: Link, line: object) => ({...line, ...link, sessionId: SESSION, isSidechain: true})
const launch = (id: string, type: string, prompt = `for ${type}`) => ({
  type: 'tool_use',
  id,
  name: 'Task',
  input: {subagent_type: type, prompt},
})
const result = (toolUseId: string, agentId: string) => ({
  type: 'user',
  sessionId: SESSION,
  isSidechain: true,
  message: {content: [{type: 'tool_result', tool_use_id: toolUseId}]},
  toolUseResult: {agentId},
})

/** Agents by call, and offsets of malformed lines, after logs by file name were read. */
function read(logs: Record<string, readonly (object | string)[]>) {
  const folder = mkdtempSync(join(tmpdir(), 'pech-test-'))
  for (const [name, lines] of Object.entries(logs)) {
    const texts = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
    writeFileSync(join(folder, name), texts.join(''))
  }
  const ledger = openTestLedger()
  ingestFolder(ledger, folder)
  const sql = 'SELECT identity, a.agent AS agent FROM call JOIN attribution a ON a.id = call.attribution'
  const agents = Object.fromEntries(ledger.database.all(sql).map(({identity, agent}) => [String(identity), agent]))
  const problems = ledger.database.all("SELECT offset FROM problem WHERE code = 'LINE_MALFORMED' ORDER BY offset")
  ledger.close()
  return {agents, malformed: problems.map(({offset}) => offset)}
}

test('an inline chain goes on through lines that hold nothing of their own', () => {
  const {agents} = read({
    'session-1.jsonl': [
      call('main', {uuid: 'm'}, [launch('t1', 'Explore')]),
      side({uuid: 'u1'}, {type: 'user', message: {content: 'for Explore'}}),
      side({uuid: 'u2', parentUuid: 'u1'}, {type: 'system', content: 'a hook ran'}),
      side({uuid: 'u3', parentUuid: 'u2'}, {type: 'attachment'}),
      side({uuid: 'u4', parentUuid: 'u3'}, call('side', {})),
    ],
  })
  expect(agents).toEqual({main: 'main', side: 'Explore'})
})

test('chains keep their names when a history is copied to another session, and when calls share a prompt', () => {
  const lines = [
    call('main', {uuid: 'm'}, [launch('t1', 'Explore', 'look'), launch('t2', 'Plan', 'look')]),
    side({uuid: 'u1'}, {type: 'user', message: {content: 'look'}}),
    side({uuid: 'u2', parentUuid: 'u1'}, call('first', {})),
    side({uuid: 'u3'}, {type: 'user', message: {content: 'look'}}),
    side({uuid: 'u4', parentUuid: 'u3'}, call('second', {})),
  ]
  const copy = {...lines[0], sessionId: 'session-0'}
  const named = {main: 'main', first: 'Explore', second: 'Plan'}
  expect(read({'session-1.jsonl': lines, 'session-0.jsonl': [copy]}).agents).toEqual(named)
})

test('a nested subagent is named by a result in a file whose lines carry no agent id of their own', () => {
  const {agents} = read({
    'agent-a.jsonl': [call('outer', {}, [launch('t1', 'Plan')]), result('t1', 'b')],
    'agent-b.jsonl': [call('inner', {})],
  })
  expect(agents).toEqual({outer: 'subagent', inner: 'Plan'})
})

test('what is no JSON is a problem even where it holds no word of a call; what is blank is none', () => {
  const {malformed} = read({
    's.jsonl': ['\ufeff{}', 'no json', '', ' \t\r', '{"cut', '\0\0', '[1]', 'null', ' {"a":1} \r', '{"a":}}'],
  })
  expect(malformed).toEqual([6, 19, 25])
})

test('a last line that is still being written is no problem yet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pech-test-'))
  writeFileSync(join(folder, 's.jsonl'), '{}\n{"cut')
  const ledger = openTestLedger()
  expect(ingestFolder(ledger, folder).problems).toEqual([])
  ledger.close()
})

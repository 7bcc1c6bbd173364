import {expect, test} from 'vitest'
import type {Response} from '../../../src/core/log/response.ts'
import {logPlace} from '../../../src/core/log/log-place.ts'
import {startContext} from '../../../src/core/log/reader-context.ts'
import {takeResponse} from '../../../src/core/log/take-response.ts'
import {readUsage} from '../../../src/core/log/usage.ts'
import {Collected} from './collected.ts'

const envelope = {
  isSidechain: false,
  prompt: null,
  session: null,
  cwd: '/src',
  branch: null,
  version: null,
  entrypoint: null,
  agentId: null,
  nativeAgent: null,
  nativeSkill: null,
  nativePlugin: null,
}

const response: Response = {
  link: {},
  envelope,
  usage: readUsage({output_tokens: 2}, 'm'),
  model: 'm',
  messageId: 'a',
  requestId: null,
  uuid: null,
  atMs: 5,
  forked: false,
  hasStop: true,
  reportedUsd: null,
  content: {tools: [], blocks: null, starters: []},
}

/** The evidence of responses that are taken one after the other. */
function evidenceOf(path: string, ...responses: Response[]) {
  const said = new Collected()
  const context = startContext(false)
  const place = logPlace(path)
  responses.forEach((one, index) => takeResponse(one, index * 100, place, context, said))
  return said.calls.map(({home}) => home.evidence)
}

test('lines that say the same share their evidence; another line, chain or file has its own', () => {
  const other = {...response, envelope: {...envelope, cwd: '/other'}}
  const side = {...response, envelope: {...envelope, isSidechain: true}}
  const chain = (uuid: string) => ({...side, link: {isSidechain: true, uuid}})
  const [one, two, three] = evidenceOf('/p/s1.jsonl', response, {...response, messageId: 'b'}, other)
  expect(two).toBe(one)
  expect([one?.cwd, three?.cwd]).toEqual(['/src', '/other'])
  const runs = evidenceOf('/p/s1.jsonl', chain('u1'), chain('u2')).map(({run}) => run)
  expect(runs).toEqual(['s1/u1', 's1/u2'])
  const sessions = [...evidenceOf('/p/s1.jsonl', response), ...evidenceOf('/p/s2.jsonl', response)]
  expect(sessions.map(({session}) => session)).toEqual(['s1', 's2'])
})

test('evidence changes with the skills in force', () => {
  const skill = {type: 'tool_use', name: 'Skill', input: {skill: 'tidy'}}
  const fires = {...response, content: {...response.content, starters: [skill]}}
  const [before, after] = evidenceOf('/p/s1.jsonl', fires, {...response, messageId: 'b'})
  expect([before?.skills, after?.skills]).toEqual([[], ['tidy']])
})

import {expect, test} from 'vitest'
import {textHash} from '../../../src/core/log/text-hash.ts'
import {callLine, readLines, use, userLine} from './collected.ts'

const path = '/p/s1.jsonl'
const command = (name: string) => `<command-message>x</command-message>\n<command-name>${name}</command-name>`

/** The skills in force after some lines. */
function skillsAfter(...lines: object[]): readonly string[] | null {
  return readLines(path, ...lines, callLine('last')).calls.at(-1)!.home.evidence.skills
}

test('a typed prompt is known by its prompt id, else by its line', () => {
  const atMs = Date.UTC(2026, 10, 15, 10)
  const {prompts} = readLines(
    path,
    userLine('a', {promptId: 'p1', uuid: 'u1'}),
    userLine('b', {uuid: 'u2', sessionId: 's2', timestamp: 'x'}),
    userLine('c'),
  )
  expect(prompts).toEqual([
    {key: 'p1', session: 's1', atMs},
    {key: 'u2', session: 's2', atMs: null},
  ])
  expect(readLines('/p/.jsonl', userLine('a', {uuid: 'u1', sessionId: ''})).prompts).toEqual([])
})

test('what the user did not type starts no prompt, but its turn may be named', () => {
  const {prompts, calls} = readLines(
    path,
    userLine('go', {uuid: 'u1'}),
    userLine('note', {isMeta: true, promptId: 'p2'}),
    callLine('a'),
  )
  expect(prompts.map(({key}) => key)).toEqual(['u1'])
  expect(calls[0]!.home.prompt).toBe('p2')
})

test('a command of the user’s own is a skill in force until the user types the next thing, a built-in one too', () => {
  expect(skillsAfter(userLine(command('/tidy')))).toEqual(['tidy'])
  expect(skillsAfter(userLine(command('/tidy')), userLine(command('/clear')))).toEqual([])
  expect(skillsAfter(userLine(command('/tidy')), userLine('next'))).toEqual([])
})

test('the expansion of a command does not end it; what is typed after it does', () => {
  const tidy = userLine(command('/tidy'), {uuid: 'u1'})
  const blocks = [{type: 'text', text: 'Do it well.'}]
  expect(skillsAfter(tidy, userLine(blocks, {parentUuid: 'u1'}))).toEqual(['tidy'])
  expect(skillsAfter(tidy, userLine('typed', {parentUuid: 'u1'}))).toEqual([])
  expect(skillsAfter(tidy, userLine(blocks, {parentUuid: 'u0'}))).toEqual([])
  expect(skillsAfter(tidy, userLine(blocks, {parentUuid: 'u1'}), userLine(blocks, {parentUuid: 'u1'}))).toEqual([])
})

test('what a built-in command asks of the model is a prompt of its own', () => {
  const asks = userLine(command('/init'), {uuid: 'u2'})
  const expansion = userLine([{type: 'text', text: 'Look around.'}], {uuid: 'u3', parentUuid: 'u2', isMeta: true})
  const {calls, prompts} = readLines(path, userLine(command('/tidy'), {uuid: 'u1'}), asks, expansion, callLine('a'))
  expect(prompts.map(({key}) => key)).toEqual(['u1', 'u2'])
  expect(calls[0]!.home).toMatchObject({prompt: 'u2', evidence: {skills: []}})
})

test('a fired skill ends with the next typed prompt', () => {
  const fires = callLine('a', {message: {content: [use('Skill', {skill: 'tidy'})]}})
  expect(skillsAfter(fires)).toEqual(['tidy'])
  expect(skillsAfter(fires, userLine('next'))).toEqual([])
  expect(skillsAfter(fires, userLine([{type: 'tool_result', tool_use_id: 't'}]))).toEqual(['tidy'])
})

test('a subagent’s own file has no typed prompts', () => {
  const {prompts, runs} = readLines('/p/s1/subagents/agent-a.jsonl', userLine('look', {uuid: 'u1'}))
  expect([prompts, runs]).toEqual([[], []])
})

test('the first line of an inline chain says by which prompt it was started', () => {
  const side = {isSidechain: true}
  const {runs, prompts} = readLines(
    path,
    userLine('look', {...side, uuid: 'u1', parentUuid: null}),
    userLine('more', {...side, uuid: 'u2', parentUuid: 'u1'}),
  )
  expect(runs).toEqual([{run: 's1/u1', session: 's1', agentId: 'u1', chainPromptHash: textHash('look')}])
  expect(prompts).toEqual([])
})

test('an inline chain is linked to the call before it that it answers', () => {
  const begin = (uuid: string) => userLine('look', {isSidechain: true, uuid, parentUuid: null})
  const task = (id: string, type: string, input: object = {prompt: 'look'}) =>
    callLine(`of-${id}`, {message: {content: [{type: 'tool_use', id, name: type, input}]}})
  const {runs} = readLines(
    path,
    begin('u0'),
    task('t1', 'Task'),
    task('t2', 'Agent'),
    task('t3', 'Task', {}),
    task('t4', 'Task'),
    begin('u1'),
    begin('u2'),
    begin('u3'),
  )
  expect(runs.map(({agentId, resultToolUseId}) => [agentId, resultToolUseId])).toEqual([
    ['u0', undefined],
    ['u1', 't1'],
    ['u2', 't4'],
    ['u3', undefined],
  ])
})

test('a sidechain line that hangs nowhere is no prompt of the user', () => {
  const {prompts, calls} = readLines(
    path,
    userLine(command('/tidy'), {uuid: 'u1'}),
    userLine('look', {isSidechain: true, promptId: 'p2'}),
    callLine('a'),
  )
  expect(prompts.map(({key}) => key)).toEqual(['u1'])
  expect(calls[0]!.home).toMatchObject({prompt: 'u1', evidence: {skills: ['tidy']}})
})

test('the result of the Agent tool names the run that the call started', () => {
  const result = (toolUseResult: unknown, content: unknown = [{type: 'tool_result', tool_use_id: 't1'}]) =>
    readLines(path, userLine(content, {toolUseResult})).runs
  expect(result({agentId: 'a1', agentType: 'Explore'})).toEqual([
    {run: 's1/a1', session: 's1', agentId: 'a1', resultToolUseId: 't1', resultAgentType: 'Explore'},
  ])
  expect(result({agentId: 'a1'}, [{type: 'text', text: 'x'}])).toEqual([{run: 's1/a1', session: 's1', agentId: 'a1'}])
  expect(result({agentId: 'a1'}, 'x')).toEqual([{run: 's1/a1', session: 's1', agentId: 'a1'}])
  expect(result({agentId: 'a1'}, ['x'])).toEqual([{run: 's1/a1', session: 's1', agentId: 'a1'}])
  expect(result({agentId: ''})).toEqual([])
  expect(result('text')).toEqual([])
  expect(readLines(path, {type: 'user', toolUseResult: {agentId: 'a1'}}).runs).toEqual([
    {run: 's1/a1', session: 's1', agentId: 'a1'},
  ])
})

import {expect, test} from 'vitest'
import {textHash} from '../../../src/core/log/text-hash.ts'
import {callLine, readLines, use, userLine} from './collected.ts'

const path = '/p/s1.jsonl'

test('a line without usage, or of a synthetic model, is no call and no problem', () => {
  const {calls, problems} = readLines(
    path,
    {type: 'assistant'},
    {type: 'assistant', message: {usage: null}},
    callLine('m', {message: {model: '<synthetic>'}}),
  )
  expect([calls, problems]).toEqual([[], []])
})

test('a line with a bad count is refused with file, offset and field', () => {
  const {calls, problems} = readLines(path, callLine('a'), callLine('b', {usage: {input_tokens: -1}}))
  expect(calls.map(({identity}) => identity)).toEqual(['a'])
  expect(problems).toEqual([{code: 'USAGE_REFUSED', file: path, offset: 100, facts: {field: 'input_tokens'}}])
})

test('a response is known by its message id, else its request, else its line, else its place', () => {
  const without = {message: {id: ''}}
  const {calls} = readLines(
    path,
    callLine('m', {requestId: 'r', uuid: 'u'}),
    callLine('', {...without, requestId: 'r', uuid: 'u'}),
    callLine('', {...without, requestId: null, uuid: 'u'}),
    callLine('', without),
  )
  expect(calls.map(({identity}) => identity)).toEqual(['m', 'request:r', 'uuid:u', `line:${path}:300`])
  expect(calls.map(({best}) => best.requestId)).toEqual(['r', 'r', null, null])
})

test('evidence is what the line says; what it leaves out is unknown', () => {
  const said = {
    cwd: '/src',
    gitBranch: 'main',
    version: '2',
    entrypoint: 'cli',
    attributionAgent: 'A',
    attributionSkill: 'S',
    attributionPlugin: 'P',
  }
  const [full, empty] = readLines(path, callLine('a', said), callLine('b', {sessionId: null})).calls
  expect(full!.home.evidence).toEqual({
    session: 's1',
    cwd: '/src',
    branch: 'main',
    version: '2',
    entrypoint: 'cli',
    sidechain: false,
    compaction: false,
    run: null,
    nativeAgent: 'A',
    nativeSkill: 'S',
    nativePlugin: 'P',
    skills: [],
    peer: null,
  })
  expect(empty!.home.evidence).toMatchObject({session: 's1', cwd: null, branch: null, nativeAgent: null})
  expect(empty!.best.model).toBe('claude-opus-5-5')
  expect(readLines(path, callLine('a', {message: {model: 7}})).calls[0]!.best.model).toBe('')
})

test('a sidechain line belongs to the run that the line, the file or the chain names', () => {
  const run = (file: string, ...lines: object[]) => readLines(file, ...lines).calls.at(-1)!.home.evidence.run
  expect(run('/p/s1/subagents/agent-a.jsonl', callLine('m', {agentId: 'b'}))).toBe('s1/b')
  expect(run('/p/s1/subagents/agent-a.jsonl', callLine('m'))).toBe('s1/a')
  expect(run(path, callLine('m', {isSidechain: true, uuid: 'u1'}))).toBe('s1/u1')
  expect(run(path, callLine('m', {isSidechain: true}))).toBeNull()
  expect(run(path, callLine('m', {agentId: 'a'}))).toBeNull()
  expect(run('/p/s1/subagents/agent-acompact-1.jsonl', callLine('m'))).toBeNull()
})

test('a chain goes on through lines that are no calls', () => {
  const side = {isSidechain: true}
  const {calls} = readLines(
    path,
    userLine('do it', {...side, uuid: 'u1', parentUuid: null}),
    callLine('a', {...side, uuid: 'u2', parentUuid: 'u1', message: {model: '<synthetic>'}}),
    callLine('b', {...side, uuid: 'u3', parentUuid: 'u2', usage: {input_tokens: 'x'}}),
    callLine('c', {...side, uuid: 'u4', parentUuid: 'u3'}),
  )
  expect(calls.map(({home}) => home.evidence.run)).toEqual(['s1/u1'])
})

test('a chain goes on through lines of every kind', () => {
  const side = {isSidechain: true, sessionId: 's1'}
  const {calls} = readLines(
    path,
    userLine('do it', {...side, uuid: 'u1', parentUuid: null}),
    {...side, type: 'system', content: 'a hook ran', uuid: 'u2', parentUuid: 'u1'},
    {...side, type: 'attachment', uuid: 'u3', parentUuid: 'u2'},
    callLine('a', {...side, uuid: 'u4', parentUuid: 'u3'}),
    callLine('b', {...side, parentUuid: 'u4'}),
  )
  expect(calls.map(({home}) => home.evidence.run)).toEqual(['s1/u1', 's1/u1'])
})

test('the dollars of old logs are kept only when they are an amount', () => {
  const reported = [1.5, 0, -1, '1', null].map(
    (costUSD) => readLines(path, callLine('m', {costUSD})).calls[0]!.best.reportedUsd,
  )
  expect(reported).toEqual([1.5, 0, null, null, null])
})

test('visible blocks are counted once each; of a call that came to its end, none', () => {
  const deep = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
  const content = [
    {type: 'text', text: 'hello'},
    {type: 'text', text: 'hello'},
    {type: 'thinking', thinking: 'hm'},
    {type: 'text', text: ''},
    {type: 'text', text: 7},
    {type: 'image'},
    use('Read', {a: 1}, 't1'),
    {type: 'tool_use', name: 'NoInput'},
    'no block',
  ]
  const lengths = (message: object) =>
    readLines(path, callLine('m', {message})).calls[0]!.blocks?.map(({characters}) => characters)
  expect(lengths({content})).toEqual([5, 2, '{"a":1}'.length])
  expect(lengths({content, stop_reason: 'end_turn'})).toBeUndefined()
  expect(lengths({content: 'a text'})).toEqual([])
  const line = JSON.stringify(callLine('m', {message: {content: [use('Read', {}, 't1')]}})).replace(
    '"input":{}',
    `"input":${deep}`,
  )
  expect(readLines(path, line).calls).toHaveLength(1)
})

test('tools are told apart by use id, else by place, and ordered by place', () => {
  const content = [use('Read', {}, 't1'), {type: 'text', text: 'x'}, use('Bash'), {type: 'tool_use', name: ''}]
  const {calls} = readLines(path, {}, callLine('m', {message: {content}}))
  expect(calls[0]!.tools).toEqual([
    {useHash: textHash('t1'), name: 'Read', position: 100 * 1024},
    {useHash: textHash(`${100 * 1024 + 2}`), name: 'Bash', position: 100 * 1024 + 2},
  ])
})

test('a skill is in force after the response that fires it, until the user types again', () => {
  const {calls} = readLines(
    path,
    callLine('a', {
      message: {
        content: [use('Skill', {skill: '/tidy'}), use('Skill', {command: 'build'}), use('Skill', {}), use('Skill')],
      },
    }),
    callLine('b'),
    userLine('next'),
    callLine('c'),
  )
  expect(calls.map(({home}) => home.evidence.skills)).toEqual([[], ['tidy', 'build'], []])
})

test('a spawning call says what its subagent inherits', () => {
  const agent = use('Agent', {subagent_type: 'Explore', prompt: 'look'}, 't1')
  const task = use('Task', {}, 't2')
  const lines = [
    userLine('go', {promptId: 'p1'}),
    callLine('a', {message: {content: [use('Skill', {skill: 'tidy'})]}}),
    callLine('b', {message: {content: [agent, task, use('Agent', {}), {type: 'tool_use', name: 'Agent', id: 't3'}]}}),
    callLine('c', {attributionSkill: 'own', message: {content: [use('Agent', {}, 't4')]}}),
  ]
  const {spawns} = readLines(path, ...lines)
  const common = {session: 's1', skills: ['tidy'], prompt: 'p1', run: null}
  expect(spawns).toMatchObject([
    {toolUseId: 't1', agentType: 'Explore', promptHash: textHash('look'), ...common},
    {toolUseId: 't2', agentType: null, promptHash: null, ...common},
    {toolUseId: 't4', agentType: null, promptHash: null, ...common, skills: ['own']},
  ])
})

test('copies of a spawning call sort as its copies do: main thread, not forked, earliest, session, place', () => {
  const order = (file: string, line: object, before = 0) => {
    const content = [use('Agent', {}, 't')]
    return readLines(file, ...Array.from({length: before}, () => ''), callLine('m', {message: {content}, ...line}))
      .spawns[0]!.order
  }
  const orders = [
    order(path, {timestamp: '2026-11-15T09:00:00Z', sessionId: 'z'}),
    order(path, {sessionId: 'a'}),
    order(path, {}),
    order(path, {}, 1),
    order(path, {timestamp: null}),
    order(path, {forkedFrom: {}}),
    order('/p/agent-a.jsonl', {sessionId: ''}),
    order('/p/agent-a.jsonl', {}),
  ]
  expect(orders.toReversed().sort()).toEqual(orders)
})

test('a call serves the prompt that its line names, else the last one', () => {
  const {calls} = readLines(
    path,
    callLine('a'),
    userLine('go', {uuid: 'u1'}),
    callLine('b'),
    callLine('c', {promptId: 'p9'}),
  )
  expect(calls.map(({home}) => home.prompt)).toEqual([null, 'u1', 'p9'])
})

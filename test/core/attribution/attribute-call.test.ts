import {expect, test} from 'vitest'
import {
  attributeCall,
  declaredOf,
  inheritedPrompt,
  type CallToAttribute,
} from '../../../src/core/attribution/attribute-call.ts'
import type {Evidence} from '../../../src/core/log/copy.ts'
import {factsOf, type Known} from './facts-in-memory.ts'

const evidence: Evidence = {
  session: 's1',
  cwd: '/src/harbor',
  branch: 'main',
  version: '2.1',
  entrypoint: 'cli',
  sidechain: false,
  compaction: false,
  run: null,
  nativeAgent: null,
  nativeSkill: null,
  nativePlugin: null,
  skills: [],
  peer: null,
}
const side = {sidechain: true, skills: null, run: 's1/a'}

function attribute(own: Partial<Evidence> = {}, {call = {}, ...known}: Known & {call?: Partial<CallToAttribute>} = {}) {
  const whole: CallToAttribute = {
    evidence: {...evidence, ...own},
    kind: 'message',
    model: 'claude-opus-5-5',
    usage: {speed: 'fast', serviceTier: 'standard', geo: 'us'},
    atMs: 1000,
    tools: [],
    ...call,
  }
  return attributeCall(whole, factsOf(known), {
    arm: (cwd, location) => `arm of ${cwd} in ${location?.project}`,
    role: (agent) => (agent === 'main' ? 'orchestrator' : null),
    family: () => 'opus',
  })
}

test('a call on the main thread belongs to what its line says', () => {
  expect(attribute()).toEqual({
    arm: 'arm of /src/harbor in /src/harbor',
    project: '/src/harbor',
    branch: 'main',
    session: 's1',
    model: 'claude-opus-5-5',
    tier: 'opus',
    agent: 'main',
    role: 'orchestrator',
    plugin: null,
    subPlugin: null,
    kind: 'message',
    serviceTier: 'standard',
    speed: 'fast',
    geo: 'us',
    entrypoint: 'cli',
    version: '2.1',
    peer: null,
    skills: [],
    orphan: false,
  })
})

test('without a directory there is no project', () => {
  expect(attribute({cwd: null})).toMatchObject({project: null, arm: 'arm of null in undefined'})
})

test('a subagent’s call has the agent and the skills of its run, unless its own line says more', () => {
  const known: Known = {
    runs: {'s1/a': {metaAgentType: 'Explore', resultToolUseId: 't'}},
    spawns: {t: {skills: ['tidy'], prompt: 'p'}},
  }
  expect(attribute(side, known)).toMatchObject({agent: 'Explore', skills: ['tidy'], orphan: false})
  expect(attribute({...side, nativeAgent: 'Plan', nativeSkill: 'own'}, known)).toMatchObject({
    agent: 'Plan',
    skills: ['own'],
  })
  expect(attribute({...side, skills: ['fired']}, known).skills).toEqual(['fired'])
})

test('a sidechain call that nothing names is an orphan; a main-thread call never is', () => {
  expect(attribute(side)).toMatchObject({agent: 'subagent', orphan: true})
  expect(attribute({...side, run: null})).toMatchObject({agent: 'subagent', orphan: true})
  expect(attribute({...side, nativeSkill: 'tidy'}).orphan).toBe(false)
  expect(attribute({...side, nativePlugin: 'dock'}).orphan).toBe(false)
  expect(attribute({nativeAgent: 'subagent'}).orphan).toBe(false)
})

test('the side file of a compaction belongs to the main agent; its iterations keep their kind', () => {
  expect(attribute({...side, run: null, compaction: true, nativeAgent: 'x'})).toMatchObject({
    agent: 'main',
    kind: 'compaction',
    orphan: false,
  })
  expect(attribute({...side, compaction: true}, {call: {kind: 'advisor'}}).kind).toBe('advisor')
})

test('the plugin is the line’s own, else that before the colon of skill, then agent, else that of an MCP tool', () => {
  const tools = ['Read', 'mcp__sea__tide', 'mcp__plugin_crane_db__ask'].map((name, position) => ({
    useHash: position,
    name,
    position,
  }))
  const call = {tools}
  expect(attribute({nativePlugin: 'own', nativeSkill: 'a:x', nativeAgent: 'b:y'}, {call}).plugin).toBe('own')
  expect(attribute({nativeSkill: 'a:x', nativeAgent: 'b:y'}, {call}).plugin).toBe('a')
  expect(attribute({nativeSkill: 'plain', nativeAgent: 'b:y'}, {call}).plugin).toBe('b')
  expect(attribute({nativeSkill: ':x'}, {call}).plugin).toBe('crane')
  expect(attribute({}, {call: {tools: tools.slice(0, 2)}}).plugin).toBeNull()
})

test('what a session declared beats what is inferred, from its moment on', () => {
  const declared = {s1: {fromMs: 500, plugin: 'p', subPlugin: 'q', skill: 's', agentTier: 'validator', isBatch: true}}
  expect(attribute({nativeSkill: 'x', nativePlugin: 'y'}, {declared})).toMatchObject({
    plugin: 'p',
    subPlugin: 'q',
    skills: ['s'],
    role: 'validator',
  })
  expect(attribute({nativeSkill: 'x'}, {declared: {s1: {fromMs: 0}}})).toMatchObject({
    plugin: null,
    skills: ['x'],
    role: 'orchestrator',
  })
  expect(attribute({}, {declared, call: {atMs: 499}}).plugin).toBeNull()
  expect(attribute({}, {declared, call: {atMs: null}}).plugin).toBeNull()
  expect(attribute({session: null}, {declared}).plugin).toBeNull()
  expect(declaredOf({evidence, atMs: 500}, factsOf({declared}))?.isBatch).toBe(true)
})

test('a subagent’s call serves the prompt of the call that started it', () => {
  const facts = factsOf({runs: {'s1/a': {metaToolUseId: 't'}}, spawns: {t: {prompt: 'p1'}}})
  expect(inheritedPrompt({...evidence, ...side}, facts)).toBe('p1')
  expect(inheritedPrompt(evidence, facts)).toBeNull()
})

import {expect, test} from 'vitest'
import {resolveRun} from '../../../src/core/attribution/resolve-run.ts'
import {factsOf} from './facts-in-memory.ts'

const unknown = {agent: null, skills: [], prompt: null}

test('of a run that nothing tells of, nothing is known', () => {
  expect(resolveRun('s/a', factsOf({}))).toEqual(unknown)
  expect(resolveRun('s/a', factsOf({runs: {'s/a': {}}}))).toEqual(unknown)
  expect(
    resolveRun('s/a', factsOf({runs: {'s/a': {resultToolUseId: 't', metaToolUseId: 'u', chainPromptHash: 7}}})),
  ).toEqual(unknown)
})

test('the type is that of the description, else of the spawning call, else of its result, else general', () => {
  const agent = (run: object, spawn: object = {}) =>
    resolveRun('s/a', factsOf({runs: {'s/a': {resultToolUseId: 't', ...run}}, spawns: {t: spawn}})).agent
  expect(agent({metaAgentType: 'A', resultAgentType: 'C'}, {agentType: 'B'})).toBe('A')
  expect(agent({resultAgentType: 'C'}, {agentType: 'B'})).toBe('B')
  expect(agent({resultAgentType: 'C'})).toBe('C')
  expect(agent({})).toBe('general-purpose')
})

test('the spawning call is named by its result, else by the description, else found by the chain’s first line', () => {
  const spawns = {byResult: {agentType: 'R'}, byMeta: {agentType: 'M'}, byPrompt: {agentType: 'P'}}
  const facts = (run: object) => factsOf({runs: {'s/a': {session: 's', ...run}}, spawns, byPrompt: {'s/7': 'byPrompt'}})
  const agent = (run: object) => resolveRun('s/a', facts(run)).agent
  expect(agent({resultToolUseId: 'byResult', metaToolUseId: 'byMeta', chainPromptHash: 7})).toBe('R')
  expect(agent({resultToolUseId: 'gone', metaToolUseId: 'byMeta', chainPromptHash: 7})).toBe('M')
  expect(agent({metaToolUseId: 'gone', chainPromptHash: 7})).toBe('P')
})

test('skills and prompt come from the spawning call, through any depth', () => {
  const facts = factsOf({
    runs: {'s/a': {resultToolUseId: 't1'}, 's/b': {metaToolUseId: 't2'}, 's/c': {metaToolUseId: 't3'}},
    spawns: {
      t1: {skills: ['tidy'], prompt: 'p1'},
      t2: {run: 's/a'},
      t3: {run: 's/b', skills: ['own']},
    },
  })
  expect(resolveRun('s/b', facts)).toEqual({agent: 'general-purpose', skills: ['tidy'], prompt: 'p1'})
  expect(resolveRun('s/c', facts)).toEqual({agent: 'general-purpose', skills: ['own'], prompt: 'p1'})
})

test('runs that started each other, in damaged logs, end the search', () => {
  const facts = factsOf({
    runs: {'s/a': {metaToolUseId: 't1'}, 's/b': {metaToolUseId: 't2'}},
    spawns: {t1: {run: 's/b'}, t2: {run: 's/a'}},
  })
  expect(resolveRun('s/a', facts)).toEqual({agent: 'general-purpose', skills: [], prompt: null})
})

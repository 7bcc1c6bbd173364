import {expect, test} from 'vitest'
import type {BudgetFacts} from '../../../src/core/budget/budget.ts'
import {sharesByRule, sharesOf} from '../../../src/core/budget/match-budget.ts'
import {budgetsOf} from './documents.ts'

function keysOf(rule: string, facts: BudgetFacts): string[] {
  const [first] = budgetsOf(`{budgets: [${rule}]}`).budgets.rules
  if (first === undefined) throw new Error(rule)
  return sharesOf(first, facts).map(({key, parts, of}) => `${key}:${parts.join('+')}/${of}`)
}

test('a rule without match holds for every call', () => {
  expect(keysOf('{limit_usd: 1}', {})).toEqual([':0/1'])
})

test('all terms must match, any pattern of each', () => {
  const rule = '{limit_usd: 1, match: {arm: [x, y], branch: "feature/*"}}'
  expect(keysOf(rule, {arm: 'y', branch: 'feature/a/b'})).toEqual([':0/1'])
  expect(keysOf(rule, {arm: 'y', branch: null})).toEqual([])
  expect(keysOf(rule, {arm: 'z', branch: 'feature/a'})).toEqual([])
})

test('a path is matched by whole segments', () => {
  const rule = '{arm: foo, monthly_usd_cap: 1, path: /a/foo}'
  expect(keysOf(rule, {project: '/a/foo/bar'})).toEqual([':0/1'])
  expect(keysOf(rule, {project: '/a/foo'})).toEqual([':0/1'])
  expect(keysOf(rule, {project: '/a/foobar'})).toEqual([])
  expect(keysOf('{arm: foo, monthly_usd_cap: 1}', {project: String.raw`C:\x\foo\y`})).toEqual([':0/1'])
  expect(keysOf('{arm: foo, monthly_usd_cap: 1}', {arm: 'foo'})).toEqual([':0/1'])
})

test('each value of a dimension has a budget of its own, calls without one share the name of nothing', () => {
  expect(keysOf('{limit_usd: 1, each: branch}', {branch: 'main'})).toEqual(['main:0/1'])
  expect(keysOf('{limit_usd: 1, each: branch}', {})).toEqual(['(none):0/1'])
  expect(keysOf('{limit_usd: 1, each: arm}', {arm: null})).toEqual(['unknown:0/1'])
})

test('a call is split between its tools, each once, and a tool keeps its server', () => {
  const facts = {tool: ['Bash', 'mcp__a__x', 'Bash'], skill: ['s']}
  expect(keysOf('{limit_usd: 1, match: {tool: Bash}}', facts)).toEqual([':0/2'])
  expect(keysOf('{limit_usd: 1, each: tool}', facts)).toEqual(['Bash:0/2', 'mcp__a__x:1/2'])
  expect(keysOf('{limit_usd: 1, match: {mcpServer: a}}', facts)).toEqual([':0/1'])
  expect(keysOf('{limit_usd: 1, match: {mcpServer: a, tool: "*"}}', facts)).toEqual([':1/2'])
  expect(keysOf('{limit_usd: 1, each: mcpServer}', {tool: ['mcp__a__x', 'mcp__b__x', 'mcp__a__y']})).toEqual([
    'a:0/2',
    'b:1/2',
  ])
  expect(keysOf('{limit_usd: 1, match: {mcpServer: a}}', {tool: ['Bash']})).toEqual([])
  expect(keysOf('{limit_usd: 1, each: mcpServer}', {})).toEqual(['(none):0/1'])
  expect(keysOf('{limit_usd: 1, each: mcpServer}', {tool: ['Bash', 'Read']})).toEqual(['(none):0/1'])
  expect(keysOf('{limit_usd: 1, each: mcpServer}', {tool: ['mcp__a__x']})).toEqual(['a:0/1'])
})

test('a call of several tools that has one skill, or none, is not split by skill', () => {
  expect(keysOf('{limit_usd: 1, each: skill}', {skill: 'a', tool: ['T', 'U']})).toEqual(['a:0/1'])
  expect(keysOf('{limit_usd: 1, each: skill}', {tool: ['T', 'U']})).toEqual(['(none):0/1'])
  expect(keysOf('{limit_usd: 1, each: skill}', {skill: [], tool: ['T', 'U']})).toEqual(['(none):0/1'])
  expect(keysOf('{limit_usd: 1, each: mcpServer}', {tool: null})).toEqual(['(none):0/1'])
})

test('a server that is known without its tool counts as it is', () => {
  expect(keysOf('{limit_usd: 1, match: {mcpServer: a}}', {mcpServer: 'a'})).toEqual([':0/1'])
  expect(keysOf('{limit_usd: 1, match: {mcpServer: a}}', {mcpServer: 'b'})).toEqual([])
})

test('a call is split between its skills', () => {
  expect(keysOf('{limit_usd: 1, each: skill}', {skill: ['a', 'b']})).toEqual(['a:0/2', 'b:1/2'])
  expect(keysOf('{limit_usd: 1, each: skill}', {skill: []})).toEqual(['(none):0/1'])
  expect(keysOf('{limit_usd: 1, each: skill}', {skill: 'a'})).toEqual(['a:0/1'])
  expect(keysOf('{limit_usd: 1, each: arm, match: {skill: "*"}}', {arm: 'x', skill: ['a', 'b']})).toEqual(['x:0+1/2'])
  expect(keysOf('{limit_usd: 1, match: {skill: a, tool: T}}', {skill: ['a', 'b'], tool: ['T', 'U']})).toEqual([':0/4'])
})

test('a list stands for its first value where the call is not split', () => {
  expect(keysOf('{limit_usd: 1, each: agent}', {agent: ['main']})).toEqual(['main:0/1'])
  expect(keysOf('{limit_usd: 1, each: agent}', {agent: []})).toEqual(['(none):0/1'])
})

test('the default leaves out what has a rule of its own', () => {
  const {rules} = budgetsOf('{budgets: [{arm: x, monthly_usd_cap: 1}], default: {limit_usd: 1}}').budgets
  const last = rules[1] ?? {alternatives: [], except: [], each: null}
  expect(sharesOf(last, {arm: 'x', project: '/p'})).toEqual([])
  expect(sharesOf(last, {arm: 'y', project: '/clients/x'})).toEqual([])
  expect(sharesOf(last, {arm: 'y', project: '/p'})).toEqual([{key: 'y', parts: [0], of: 1}])
})

test('rules that are not asked keep the places of the others', () => {
  const {rules} = budgetsOf(
    '{budgets: [{limit_usd: 1}, {each: skill, limit_usd: 1}, {match: {arm: y}, limit_usd: 1}]}',
  ).budgets
  const asked = rules.map((rule, place) => (place === 0 ? null : rule))
  const placesOf = (facts: BudgetFacts) =>
    sharesByRule(asked, facts).map(({rule, share}) => `${rule} ${share.key}/${share.of}`)
  expect(placesOf({arm: 'x', skill: 'a'})).toEqual(['1 a/1'])
  expect(placesOf({arm: 'y', skill: ['a', 'b']})).toEqual(['1 a/2', '1 b/2', '2 /1'])
  expect(sharesByRule(rules, {arm: 'y'}).map(({rule}) => rule)).toEqual([0, 1, 2])
})

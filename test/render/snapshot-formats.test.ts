import {marked} from 'marked'
import {expect, test} from 'vitest'
import {worlds} from '../../fixtures/snapshots/make-cells.ts'
import {snapshotOf} from '../../fixtures/snapshots/make-snapshots.ts'
import {snapshotMarkdown, snapshotTable} from '../../src/render/snapshot-formats.ts'
import {snapshotJson} from '../../src/render/snapshot-json.ts'
import {hostileNames} from './hostile-names.ts'
import {terminal} from './sample-report.ts'

const options = {...terminal, color: false, columns: 100}
const named = (name: string) =>
  snapshotOf(
    worlds['base']!.map((cell) => {
      const key = {
        model: name,
        tier: name,
        agent: name,
        skill: name,
        plugin: name,
        arm: name,
        project: name,
        branch: name,
      }
      return {...cell, key}
    }),
    {problems: [{code: 'FILE_UNREADABLE', count: 2, file: '/home/mira/secret.jsonl', offset: 5}]},
  )

test('a snapshot holds neither paths nor places of files', () => {
  const text = snapshotJson(named('/home/mira/src/harbor'))
  expect(text).not.toContain('secret')
  expect(JSON.parse(text)).toMatchObject({
    problems: [{code: 'FILE_UNREADABLE', count: 2}],
    byProject: [{key: {project: 'harbor'}}],
  })
  expect(JSON.parse(text).problems[0]).not.toHaveProperty('file')
})

test('JSON has the fields of the contract, and the rows of each add up', () => {
  const json = JSON.parse(snapshotJson(snapshotOf(worlds['new']!)))
  for (const field of ['byModel', 'byTier', 'byArm', 'byProject', 'byBranch', 'byAgent', 'bySkill', 'byPlugin']) {
    const sum = json[field].reduce((total: bigint, row: {picodollars: string}) => total + BigInt(row.picodollars), 0n)
    expect(String(sum)).toBe(json.totals.picodollars)
  }
  expect(json).toMatchObject({
    schema: 'pech/snapshot@1',
    git: {branch: 'main', dirty: false},
    budget: [{name: 'client-x', limitUsd: 200}],
  })
})

test('people see the dearest of each dimension', () => {
  expect(snapshotTable(snapshotOf(worlds['new']!), options)).toMatch(/claude-sonnet-5[\s\S]*review[\s\S]*harbor/)
  expect(snapshotMarkdown(snapshotOf(worlds['new']!))).toContain('| `review` | \\$5.24 | 15% | 50 |')
  expect(snapshotMarkdown(snapshotOf([], {git: null}))).toBe(
    '### \\$0.00\n\n`2026-10` · 0 calls · 0 sessions · 0 tokens\n',
  )
  expect(snapshotMarkdown(snapshotOf([], {git: {sha: 'abc', branch: null, dirty: true}}))).toContain('`abc` (changed)')
  expect(snapshotTable(snapshotOf([]), options)).toContain('0 calls')
})

test('no name acts on a terminal or in Markdown', () => {
  for (const name of hostileNames) {
    expect(snapshotTable(named(name), options)).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
    const html = marked.parse(snapshotMarkdown(named(name)), {async: false})
    for (const [, tag] of html.matchAll(/<([a-z0-9]+)[^>]*>/gi)) expect(TAGS).toContain(tag)
  }
})

const TAGS = ['h3', 'p', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'code']

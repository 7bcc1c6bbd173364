import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'

interface Finding {
  readonly rank: number
  readonly kind: string
  readonly usdPerMonth: number
  readonly evidence: Readonly<Record<string, number>>
  readonly reason: string
  readonly assumption: string
}

test('the demo: findings are ranked by dollars a month, each with evidence and assumption', () => {
  const {stdout} = runPech(['optimize', '--demo', '--json'])
  const answer: {schema: string; findings: Finding[]; counterfactual: {baseline: string; savingsUsd: number}[]} =
    JSON.parse(stdout)
  expect(answer.schema).toBe('pech/optimize@1')
  const worth = answer.findings.map(({usdPerMonth}) => usdPerMonth)
  expect(worth).toEqual([...worth].sort((a, b) => b - a))
  expect(answer.findings[0]).toMatchObject({rank: 1, kind: 'long_pauses', evidence: {calls: 2}})
  for (const {reason, assumption} of answer.findings) {
    expect(reason).toMatch(/^\d.*\.$/)
    expect(assumption).toMatch(/\.$/)
  }
  expect(answer.counterfactual.map(({baseline}) => baseline)).toEqual(['always-haiku', 'always-sonnet', 'always-opus'])
  expect(runPech(['optimize', '--demo', '--json']).stdout).toBe(stdout)
})

test('without calls nothing is claimed', () => {
  const {stdout, exitCode} = runPech(['optimize'])
  expect(exitCode).toBe(0)
  expect(stdout).toContain('Nothing found that would save a cent.')
})

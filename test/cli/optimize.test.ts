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

test('what saves less than is worth a line is counted in one, and shown on request', () => {
  const findings = (...args: string[]) => JSON.parse(runPech(['optimize', '--demo', '--json', ...args]).stdout)
  const [few, all] = [findings(), findings('--min', '0')]
  expect(few.minUsdPerMonth).toBe(1)
  expect(few.findings.every(({usdPerMonth}: Finding) => usdPerMonth >= 1)).toBe(true)
  expect(all.findings.slice(0, few.findings.length)).toEqual(few.findings)
  expect([few.omittedFindings, all.omittedFindings]).toEqual([all.findings.length - few.findings.length, 0])
  expect(few.omittedFindings).toBeGreaterThan(1)
  expect(runPech(['optimize', '--demo']).stdout).toContain(`${few.omittedFindings} smaller findings, each below $1.00`)
})

test('without calls nothing is claimed', () => {
  const {stdout, exitCode} = runPech(['optimize'])
  expect(exitCode).toBe(0)
  expect(stdout).toContain('Nothing found that would save a cent.')
})

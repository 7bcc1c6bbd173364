import {existsSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {createMadDetector} from '../../../src/core/anomaly/mad-rule.ts'
import {createQuietDetector, DEFAULT_QUIET_SETTINGS} from '../../../src/core/anomaly/quiet-detector.ts'
import type {Verdict} from '../../../src/core/anomaly/verdict.ts'
import {createZScoreDetector, DEFAULT_ZSCORE_SETTINGS} from '../../../src/core/anomaly/zscore-detector.ts'
import {sharedFolder} from '../../shared-folder.ts'

const folder = new URL('series/calls/', sharedFolder)

function column(name: string): number[] {
  const [, ...rows] = readFileSync(new URL(name, folder), 'utf8').trim().split('\n')
  return rows.map((row) => Number(row.split(',')[1]))
}

/** Spikes only, as the scorer of the streams counts: alerts on calls that were not multiplied are false. */
function score(costs: readonly number[], labels: readonly number[], judge: (costUsd: number) => Verdict) {
  const alerts = costs.map((costUsd) => judge(costUsd).kind === 'spike')
  const count = (alert: boolean, label: number) => alerts.filter((is, i) => is === alert && labels[i] === label).length
  const [hits, falseAlerts, missed] = [count(true, 1), count(true, 0), count(false, 1)]
  return {falsePer1000: (1000 * falseAlerts) / costs.length, f1: (2 * hits) / (2 * hits + falseAlerts + missed)}
}

const detectors = {
  auto: () => {
    const judge = createQuietDetector(DEFAULT_QUIET_SETTINGS)
    return (costUsd: number) => judge({keys: ['everything'], costUsd})
  },
  zscore: () => {
    const judge = createZScoreDetector(DEFAULT_ZSCORE_SETTINGS)
    return (costUsd: number) => judge('everything', costUsd)
  },
  mad: () => {
    const judge = createMadDetector()
    return (costUsd: number) => judge('everything', costUsd)
  },
}

test.skipIf(!existsSync(folder))(
  'on 8,819 real calls without keys the default method raises no false alert, and finds 70 % of tenfold calls',
  () => {
    const clean = column('azure-code.csv')
    expect(
      score(
        clean,
        clean.map(() => 0),
        detectors.auto(),
      ).falsePer1000,
    ).toBe(0)
    const labels = column('azure-code-inject10.labels.csv')
    const injected = score(column('azure-code-inject10.csv'), labels, detectors.auto())
    expect(injected.falsePer1000).toBe(0)
    expect(injected.f1).toBeGreaterThanOrEqual(0.82)
  },
)

test.skipIf(!existsSync(folder)).each([
  ['zscore', 24.04, 0.24],
  ['mad', 63.95, 0.115],
] as const)('%s, asked for by name, is as noisy as known: %d false alerts per 1,000', (name, falsePer1000, f1) => {
  const clean = column('azure-code.csv')
  expect(
    score(
      clean,
      clean.map(() => 0),
      detectors[name](),
    ).falsePer1000,
  ).toBeCloseTo(falsePer1000, 2)
  const labels = column('azure-code-inject10.labels.csv')
  expect(score(column('azure-code-inject10.csv'), labels, detectors[name]()).f1).toBeCloseTo(f1, 2)
})

import {existsSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {exponentiallyWeightedMean} from '../../../src/core/stats/exponentially-weighted-mean.ts'
import {mean} from '../../../src/core/stats/mean.ts'
import {median} from '../../../src/core/stats/median.ts'
import {medianAbsoluteDeviation} from '../../../src/core/stats/median-absolute-deviation.ts'
import {modifiedZ, modifiedZScale} from '../../../src/core/stats/modified-z.ts'
import {populationStandardDeviation} from '../../../src/core/stats/population-standard-deviation.ts'
import {quantile} from '../../../src/core/stats/quantile.ts'
import {rollingZ} from '../../../src/core/stats/rolling-z.ts'
import {sampleStandardDeviation} from '../../../src/core/stats/sample-standard-deviation.ts'
import {sharedFolder} from '../../shared-folder.ts'

interface StatsCase {
  readonly id: number
  readonly y: readonly number[]
  readonly mean: number
  readonly sdPopulation: number
  readonly sdSample: number | null
  readonly median: number
  readonly mad: number
  readonly meanAbsDevFromMedian: number
  readonly modifiedZBranch: string
  readonly modifiedZ: readonly number[]
  readonly quantile7: Readonly<Record<string, number>>
  readonly ewma05: readonly number[]
  readonly rollingZ30: readonly (number | null)[]
}

const file = new URL('oracle/stats.json', sharedFolder)

/** The oracle's own tolerance: relative to max(1, |value|). */
function expectNear(actual: number | null, wanted: number | null, tolerance: number) {
  if (wanted === null || actual === null) expect(actual).toBe(wanted)
  else expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)))
}

function expectAllNear(actual: readonly (number | null)[], wanted: readonly (number | null)[], tolerance: number) {
  expect(actual).toHaveLength(wanted.length)
  for (const [index, value] of wanted.entries()) expectNear(actual[index] ?? null, value, tolerance)
}

test.skipIf(!existsSync(file))('every statistic agrees with SciPy and R on 60 series', () => {
  const cases: StatsCase[] = JSON.parse(readFileSync(file, 'utf8')).cases
  expect(cases).toHaveLength(60)
  for (const one of cases) {
    expectNear(mean(one.y), one.mean, 1e-12)
    expectNear(populationStandardDeviation(one.y), one.sdPopulation, 1e-12)
    expectNear(sampleStandardDeviation(one.y), one.sdSample, 1e-12)
    expectNear(median(one.y), one.median, 1e-12)
    expectNear(medianAbsoluteDeviation(one.y), one.mad, 1e-12)
    const scale = modifiedZScale(one.y)
    expect(scale.branch).toBe(one.modifiedZBranch)
    expectNear(scale.meanAbsoluteDeviation, one.meanAbsDevFromMedian, 1e-12)
    expectAllNear(
      one.y.map((value) => modifiedZ(value, scale)),
      one.modifiedZ,
      1e-12,
    )
    for (const [level, value] of Object.entries(one.quantile7)) expectNear(quantile(one.y, Number(level)), value, 1e-12)
    expectAllNear(exponentiallyWeightedMean(one.y, 0.05), one.ewma05, 1e-12)
    expectAllNear(rollingZ(one.y), one.rollingZ30, 1e-9)
  }
})

import {Flags} from '@oclif/core'
import type {HealthLimits} from '../app/health.ts'
import {CHECK_NAMES} from '../core/health/check.ts'
import {PechError} from '../core/problem.ts'
import {pctFlag} from './limit-flags.ts'

const helpGroup = 'limits'
const names = CHECK_NAMES.join(', ')

/** The flags of `pech health`. */
export const healthFlags = {
  skip: Flags.string({description: `Leave checks out: ${names}.`, helpValue: 'CHECK', multiple: true}),
  only: Flags.string({description: 'Make these checks only.', helpValue: 'CHECK', multiple: true}),
  'alert-acceleration': Flags.string({
    description: 'Burn fails when a day costs so many percent more than the days before; 100 by default.',
    helpValue: 'PCT',
    helpGroup,
  }),
  'alert-outliers': Flags.integer({
    description: 'Anomaly fails from so many spikes on; 1 by default.',
    helpValue: 'N',
    min: 1,
    helpGroup,
  }),
  'alert-days-to-exhaust': Flags.integer({
    description: 'Projection fails when a budget lasts less than so many days; 14 by default.',
    helpValue: 'N',
    min: 0,
    helpGroup,
  }),
  'alert-orphan-rate': Flags.string({
    description: 'Orphans fails above this share of calls; 20% by default.',
    helpValue: 'PCT',
    helpGroup,
  }),
  'alert-ingest-lag': Flags.integer({
    description: 'Ingest-lag fails when logs wait for so many hours; 24 by default.',
    helpValue: 'HOURS',
    min: 0,
    helpGroup,
  }),
  'alert-rate-card-age': Flags.integer({
    description: 'Rate-card fails when it is older than so many days; 180 by default.',
    helpValue: 'DAYS',
    min: 0,
    helpGroup,
  }),
  notify: Flags.boolean({description: 'Send findings that are new, changed or over to the sinks of config.yaml.'}),
  'github-issue': Flags.boolean({
    description: 'Keep one GitHub issue per finding too, by gh, in the repository around this folder.',
    dependsOn: ['notify'],
  }),
  demo: Flags.boolean({description: 'Answer from the demo logs that come with pech.', exclusive: ['notify']}),
}

/** What the flags say of limits; null where they are silent. */
export function healthLimitsOf(flags: {
  readonly 'alert-acceleration'?: string | undefined
  readonly 'alert-outliers'?: number | undefined
  readonly 'alert-days-to-exhaust'?: number | undefined
  readonly 'alert-orphan-rate'?: string | undefined
  readonly 'alert-ingest-lag'?: number | undefined
  readonly 'alert-rate-card-age'?: number | undefined
}): HealthLimits {
  const orphanPct = pctFlag('alert-orphan-rate', flags['alert-orphan-rate'])
  if (orphanPct !== null && orphanPct > 100) {
    throw new PechError('USAGE', `--alert-orphan-rate ${orphanPct}: no such share`, 'give 0 to 100 percent')
  }
  return {
    alertAccelerationPercent: pctFlag('alert-acceleration', flags['alert-acceleration']),
    alertOutliers: flags['alert-outliers'] ?? null,
    alertDaysToExhaust: flags['alert-days-to-exhaust'] ?? null,
    alertOrphanRate: orphanPct === null ? null : orphanPct / 100,
    alertIngestLagHours: flags['alert-ingest-lag'] ?? null,
    alertRateCardAgeDays: flags['alert-rate-card-age'] ?? null,
  }
}

import type {Config} from './config.ts'

/** What is in force without a file: what `parseConfig` makes of an empty one, written out, since every hook needs it. */
export const DEFAULT_CONFIG: Config = {
  timezone: null,
  monthStartDay: 1,
  arms: [],
  roles: [],
  prices: null,
  sinks: [],
  statusline: {template: null},
  anomaly: {floorUsd: null, threshold: null, alertOn: null},
  health: {
    skip: [],
    alertAccelerationPercent: null,
    alertOutliers: null,
    alertDaysToExhaust: null,
    alertOrphanRate: null,
    alertIngestLagHours: null,
    alertRateCardAgeDays: null,
  },
  rateLimit: {enabled: true, blocking: false, capacity: 60, refillPerSecond: 1, perSkill: []},
}

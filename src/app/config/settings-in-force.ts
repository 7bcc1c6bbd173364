import type {LoadedConfig} from '../../core/config/loaded-config.ts'
import type {ConfigEntry} from '../../core/report/config-report.ts'
import {ONE} from '../../core/rates/decimal.ts'
import type {PriceOverlay} from '../../core/rates/price-overlay.ts'

/**
 * The single settings that have a value, each under the name that it has in the file. What is null is decided elsewhere:
 * by the feature's own default, which its own page tells.
 */
export function settingsInForce(loaded: LoadedConfig, overlay: PriceOverlay | null): ConfigEntry[] {
  const {config, places, source, findings} = loaded
  const {anomaly, health, rateLimit} = config
  const refused = new Set(findings.map(({where}) => where))
  const values: [name: string, value: string | number | boolean | null][] = [
    ['month_start', config.monthStartDay],
    ['week', 'iso'],
    ['prices.multiplier', overlay === null ? null : Number(overlay.multiplier) / Number(ONE)],
    ['statusline.template', config.statusline.template],
    ['anomaly.floor_usd', anomaly.floorUsd],
    ['anomaly.threshold', anomaly.threshold],
    ['anomaly.alert_on', anomaly.alertOn],
    ['health.skip', health.skip.length === 0 ? null : health.skip.join(', ')],
    ['health.alert_acceleration', health.alertAccelerationPercent],
    ['health.alert_outliers', health.alertOutliers],
    ['health.alert_days_to_exhaust', health.alertDaysToExhaust],
    ['health.alert_orphan_rate', health.alertOrphanRate],
    ['health.alert_ingest_lag_hours', health.alertIngestLagHours],
    ['health.alert_rate_card_age_days', health.alertRateCardAgeDays],
    ['rate_limit.enabled', rateLimit.enabled],
    ['rate_limit.blocking', rateLimit.blocking],
    ['rate_limit.capacity', rateLimit.capacity],
    ['rate_limit.refill_per_second', rateLimit.refillPerSecond],
  ]
  const origin = (name: string) => {
    const line = places.get(name)?.key.line
    return line === undefined || refused.has(name) ? 'default' : `${source}:${line}`
  }
  return values.flatMap(([name, value]) => (value === null ? [] : [{name, value, origin: origin(name)}]))
}

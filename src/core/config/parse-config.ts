import {isTimeZone} from '../time/is-time-zone.ts'
import type {AnomalySettings, Config, HealthSettings} from './config.ts'
import {readArms} from './read-arms.ts'
import {readRateLimit} from './read-rate-limit.ts'
import {readRoles} from './read-roles.ts'
import {readSinks} from './read-sinks.ts'
import type {SettingsDocument} from './settings-document.ts'
import type {SettingsFinding} from './settings-finding.ts'
import {SettingsReader} from './settings-reader.ts'

/** The fields of `config.yaml`. */
export const CONFIG_KEYS = [
  'version',
  'timezone',
  'month_start',
  'week',
  'arms',
  'roles',
  'prices',
  'sinks',
  'statusline',
  'anomaly',
  'health',
  'rate_limit',
] as const

/**
 * Reads what `config.yaml` says. Whatever it is given, it gives a config: a setting that is not understood is a finding
 * with its place, and its default is in force; all others are in force as written.
 *
 * @param document - The file after YAML was read; of an empty one `DEFAULT_CONFIG` comes.
 * @returns The config, and the findings in the order of the file, those of the document included. Prices are judged by
 * `contractPrices`, since that takes a rate card.
 */
export function parseConfig(document: SettingsDocument): {config: Config; findings: SettingsFinding[]} {
  const reader = new SettingsReader(document)
  const fields = reader.fields(document.value, '', CONFIG_KEYS)
  const get = (name: (typeof CONFIG_KEYS)[number]) => fields.get(name)
  if (fields.has('version') && get('version') !== 1) reader.unexpected(get('version'), 'version', '1')
  reader.oneOf(get('week'), ['iso'], 'week')
  const config: Config = {
    timezone: readTimezone(reader, get('timezone')),
    monthStartDay: reader.number(get('month_start'), 'month_start', {least: 1, most: 31, whole: true}) ?? 1,
    arms: readArms(reader, get('arms')),
    roles: readRoles(reader, get('roles')),
    prices: get('prices') ?? null,
    sinks: readSinks(reader, get('sinks')),
    statusline: readStatusline(reader, get('statusline')),
    anomaly: readAnomaly(reader, get('anomaly')),
    health: readHealth(reader, get('health')),
    rateLimit: readRateLimit(reader, get('rate_limit')),
  }
  return {config, findings: [...document.findings, ...reader.findings].sort(byPlace)}
}

function readTimezone(reader: SettingsReader, value: unknown): string | null {
  const expected = 'an IANA time zone such as Europe/Berlin'
  const name = reader.text(value, 'timezone', expected)
  if (name === null || isTimeZone(name)) return name
  reader.unexpected(name, 'timezone', expected)
  return null
}

function readStatusline(reader: SettingsReader, value: unknown): Config['statusline'] {
  const fields = reader.fields(value, 'statusline', ['template'])
  return {template: reader.text(fields.get('template'), 'statusline.template')}
}

function readAnomaly(reader: SettingsReader, value: unknown): AnomalySettings {
  const fields = reader.fields(value, 'anomaly', ['floor_usd', 'threshold', 'alert_on'])
  return {
    floorUsd: reader.number(fields.get('floor_usd'), 'anomaly.floor_usd', {least: 0}),
    threshold: reader.number(fields.get('threshold'), 'anomaly.threshold', {least: 0, above: true}),
    alertOn: reader.number(fields.get('alert_on'), 'anomaly.alert_on', {least: 1, whole: true}),
  }
}

function readHealth(reader: SettingsReader, value: unknown): HealthSettings {
  const fields = reader.fields(value, 'health', [
    'skip',
    'alert_acceleration',
    'alert_outliers',
    'alert_days_to_exhaust',
    'alert_orphan_rate',
    'alert_ingest_lag_hours',
    'alert_rate_card_age_days',
  ])
  const limit = (name: string, range = {least: 0}) => reader.number(fields.get(name), `health.${name}`, range)
  return {
    skip: reader.texts(fields.get('skip'), 'health.skip').map(({text}) => text),
    alertAccelerationPercent: limit('alert_acceleration'),
    alertOutliers: reader.number(fields.get('alert_outliers'), 'health.alert_outliers', {least: 1, whole: true}),
    alertDaysToExhaust: limit('alert_days_to_exhaust'),
    alertOrphanRate: reader.number(fields.get('alert_orphan_rate'), 'health.alert_orphan_rate', {least: 0, most: 1}),
    alertIngestLagHours: limit('alert_ingest_lag_hours'),
    alertRateCardAgeDays: limit('alert_rate_card_age_days'),
  }
}

function byPlace(a: SettingsFinding, b: SettingsFinding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}

import {place} from '../rates/card-reader.ts'
import type {BucketSettings, RateLimitSettings} from './config.ts'
import type {SettingsReader} from './settings-reader.ts'

const BUCKET_KEYS = ['enabled', 'blocking', 'capacity', 'refill_per_second'] as const

const DEFAULTS: BucketSettings = {enabled: true, blocking: false, capacity: 60, refillPerSecond: 1}

/**
 * The limiter's settings; 60 calls in a row and one per second after that, said but not stopped, by default.
 *
 * @param reader - Takes the findings.
 * @param value - `{enabled, blocking, capacity, refill_per_second, per_skill: {glob: {…}}}`; a skill inherits what it
 * does not say.
 */
export function readRateLimit(reader: SettingsReader, value: unknown): RateLimitSettings {
  const fields = reader.fields(value, 'rate_limit', [...BUCKET_KEYS, 'per_skill'])
  const own = readBucket(reader, fields, 'rate_limit', DEFAULTS)
  const skills = reader.anyFields(fields.get('per_skill'), 'rate_limit.per_skill')
  const perSkill = [...skills].map(([skill, settings]) => {
    const where = place('rate_limit.per_skill', skill)
    return {skill, ...readBucket(reader, reader.fields(settings, where, BUCKET_KEYS), where, own)}
  })
  return {...own, perSkill}
}

function readBucket(
  reader: SettingsReader,
  fields: ReadonlyMap<string, unknown>,
  where: string,
  otherwise: BucketSettings,
): BucketSettings {
  const number = (name: string, range: {least: number; most: number; above?: boolean; whole?: boolean}) =>
    reader.number(fields.get(name), `${where}.${name}`, range)
  return {
    enabled: reader.flag(fields.get('enabled'), `${where}.enabled`) ?? otherwise.enabled,
    blocking: reader.flag(fields.get('blocking'), `${where}.blocking`) ?? otherwise.blocking,
    capacity: number('capacity', {least: 1, most: 1_000_000, whole: true}) ?? otherwise.capacity,
    refillPerSecond: number('refill_per_second', {least: 0, most: 1_000_000}) ?? otherwise.refillPerSecond,
  }
}

import type {ArmRule} from '../attribution/arm.ts'

/** What a subagent is for. */
export const ROLES = ['orchestrator', 'executor', 'validator'] as const

/** The role of every agent whose type the glob matches. */
export interface RoleRule {
  readonly agent: string
  readonly role: (typeof ROLES)[number]
}

interface SinkCommon {
  readonly name: string
  /** Globs on event names; `*` is all. */
  readonly events: readonly string[]
  /** The environment variable that holds the secret; the secret itself is never in the file. */
  readonly secretEnv: string | null
  readonly timeoutSeconds: number
}

/** Where events are sent to. */
export type Sink =
  | (SinkCommon & {readonly type: 'command'; readonly command: readonly string[]})
  | (SinkCommon & {
      readonly type: 'webhook'
      readonly url: string
      /** Hosts that may have a private address. */
      readonly allowPrivate: readonly string[]
    })

/** A token bucket, and what happens when it is empty. */
export interface BucketSettings {
  readonly enabled: boolean
  /** True: the tool call is stopped. False: it is said, once per emptying. */
  readonly blocking: boolean
  /** Tool calls in a row. */
  readonly capacity: number
  /** Tool calls that come back per second. */
  readonly refillPerSecond: number
}

/** The limiter: its default, and what differs for skills; the first glob that matches decides. */
export interface RateLimitSettings extends BucketSettings {
  readonly perSkill: readonly (BucketSettings & {readonly skill: string})[]
}

/** When unusual costs are worth a word. Null: what the detector or the flag says. */
export interface AnomalySettings {
  readonly floorUsd: number | null
  readonly threshold: number | null
  readonly alertOn: number | null
}

/** Which checks `pech health` makes, and from where on they fail. Null: the check's own default. */
export interface HealthSettings {
  /** Names of checks that are left out. */
  readonly skip: readonly string[]
  readonly alertAccelerationPercent: number | null
  readonly alertOutliers: number | null
  readonly alertDaysToExhaust: number | null
  /** Share of calls, 0 to 1. */
  readonly alertOrphanRate: number | null
  readonly alertIngestLagHours: number | null
  readonly alertRateCardAgeDays: number | null
}

/** What `config.yaml` says, each field with its default where the file is silent. Plain data: JSON keeps it whole. */
export interface Config {
  /** IANA name; null: the machine's. */
  readonly timezone: string | null
  /** The day on which a billing month begins, 1 to 31. */
  readonly monthStartDay: number
  readonly arms: readonly ArmRule[]
  readonly roles: readonly RoleRule[]
  /** The price overlay as written, for `contractPrices`, which knows the card; null when absent. */
  readonly prices: unknown
  readonly sinks: readonly Sink[]
  readonly statusline: {readonly template: string | null}
  readonly anomaly: AnomalySettings
  readonly health: HealthSettings
  readonly rateLimit: RateLimitSettings
}

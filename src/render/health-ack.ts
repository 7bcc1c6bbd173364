import type {Reported} from '../core/answer.ts'
import {writeJson} from './json.ts'
import {formatMoment, timestamp} from './moment.ts'
import type {RenderOptions} from './options.ts'
import {problemFields} from './totals-json.ts'
import {visible} from './visible.ts'

/** The answer of `pech health ack`. */
export interface HealthAck extends Reported {
  readonly generatedAtMs: number
  readonly id: string
  readonly untilMs: number
}

/** `pech health ack` in words. */
export function ackText({id, untilMs}: HealthAck, {timezone}: Pick<RenderOptions, 'timezone'>): string {
  return `No alerts about ${visible(id)} until ${formatMoment(untilMs, timezone)}.\n`
}

/** `pech health ack --json`. */
export function ackJson({generatedAtMs, id, untilMs, problems}: HealthAck): string {
  return writeJson({
    schema: 'pech/health-ack@1',
    generatedAt: timestamp(generatedAtMs),
    problems: problemFields(problems),
    finding: id,
    until: timestamp(untilMs),
  })
}

import type {DeliveryReport} from '../core/sinks/delivery.ts'
import {counted} from './count.ts'
import {visible} from './visible.ts'

/** `pech events --deliver` for people: a line per sink; what failed is said with its reason. */
export function deliveryAsText({sinks}: Pick<DeliveryReport, 'sinks'>): string {
  if (sinks.length === 0) return 'No sinks are configured.\n'
  return sinks
    .map(({sink, delivered, rejected, expired, pending, reason}) => {
      const parts = [
        ...(delivered > 0 ? [`${counted(delivered, 'event')} sent`] : []),
        ...(rejected > 0 ? [`${counted(rejected, 'event')} refused by the receiver`] : []),
        ...(expired > 0 ? [`${counted(expired, 'event')} given up after a week`] : []),
        ...(pending > 0 ? [`${counted(pending, 'event')} kept for later`] : []),
      ]
      const done = parts.length === 0 ? 'nothing to send' : parts.join(', ')
      return `${visible(sink)}: ${done}${reason === null ? '' : ` (${visible(reason)})`}\n`
    })
    .join('')
}

/** `pech events --deliver --json`. */
export function deliveryAsJson({generatedAtMs, sinks, problems}: DeliveryReport): object {
  return {schema: 'pech/events@1', generatedAt: new Date(generatedAtMs).toISOString(), problems, sinks}
}

import type {SinkDeliveries} from '../core/sinks/delivery.ts'
import {counted} from './count.ts'
import {visible} from './visible.ts'

/** What a round of deliveries did, a line per sink that had any; what failed is said with its reason. */
export function deliveriesAsText(deliveries: readonly SinkDeliveries[]): string[] {
  return deliveries.flatMap(({sink, delivered, rejected, expired, pending, reason}) => {
    const parts = [
      ...(delivered > 0 ? [`${counted(delivered, 'event')} sent`] : []),
      ...(rejected > 0 ? [`${counted(rejected, 'event')} refused by the receiver`] : []),
      ...(expired > 0 ? [`${counted(expired, 'event')} given up after a week`] : []),
      ...(pending > 0 ? [`${counted(pending, 'event')} kept for later`] : []),
    ]
    if (parts.length === 0) return []
    return [`${visible(sink)}: ${parts.join(', ')}${reason === null ? '' : ` (${visible(reason)})`}`]
  })
}

import type {CardContent, RateCardInForce} from '../../core/rates/card-in-force.ts'
import {builtInCardJson, loadRateCard} from './load-rate-card.ts'
import {readCardFile} from './read-card-file.ts'

/** Rate cards on the disk. */
export interface RateCards {
  inForce(): RateCardInForce
  contentInForce(): CardContent
  contentOf(path: string): CardContent
}

/** The rate cards of this machine; files are read when they are asked for. */
export function rateCards(paths: {readonly rateCard: string}): RateCards {
  return {
    inForce: () => loadRateCard(paths),
    contentInForce() {
      const file = readCardFile(paths.rateCard)
      if (file.kind === 'missing') return {kind: 'read', source: 'built-in', json: builtInCardJson()}
      return {source: paths.rateCard, ...file}
    },
    contentOf(path) {
      const file = readCardFile(path)
      if (file.kind === 'missing') return {kind: 'unreadable', source: path, reason: 'no such file'}
      return {source: path, ...file}
    },
  }
}

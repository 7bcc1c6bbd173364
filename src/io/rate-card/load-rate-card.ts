import type {RateCardInForce} from '../../core/rates/card-in-force.ts'
import {cardOfPieces} from '../../core/rates/card-pieces.ts'
import {parseRateCard} from '../../core/rates/parse-rate-card.ts'
import {trustedCard} from '../../core/rates/trusted-card.ts'
import {BUILT_IN} from './built-in-card.ts'
import {readCardFile} from './read-card-file.ts'

let builtInCard: RateCardInForce | undefined

/**
 * Loads the card in force: the user's `rate-card.json` where there is one, whole, in the place of the built-in card. To
 * lay single prices over the built-in card, use the price overlay of `config.yaml` instead.
 *
 * @param paths - Where the user's card would be.
 */
export function loadRateCard(paths: {readonly rateCard: string}): RateCardInForce {
  const file = readCardFile(paths.rateCard)
  if (file.kind === 'missing') return loadBuiltInCard()
  if (file.kind === 'unreadable') return insteadOf(paths.rateCard, {reason: file.reason})
  const {card, findings} = parseRateCard(file.json)
  const error = findings.find(({severity}) => severity === 'error')
  if (card === null) return insteadOf(paths.rateCard, {reason: String(error?.code), place: String(error?.where)})
  return {
    card,
    source: paths.rateCard,
    content: file.json,
    get fingerprint() {
      return fingerprintOf(file.json)
    },
    problems: [],
  }
}

/** The card that pech brings along; it reads no file. */
export function loadBuiltInCard(): RateCardInForce {
  builtInCard ??= {
    card: trustedCard(BUILT_IN),
    source: 'built-in',
    get content() {
      return builtInCardJson()
    },
    get fingerprint() {
      return fingerprintOf(builtInCardJson())
    },
    problems: [],
  }
  return builtInCard
}

/** The content of the card that pech brings along. */
export function builtInCardJson(): unknown {
  return cardOfPieces(BUILT_IN)
}

function insteadOf(file: string, facts: Record<string, string>): RateCardInForce {
  const builtIn = loadBuiltInCard()
  return {
    card: builtIn.card,
    source: builtIn.source,
    get content() {
      return builtIn.content
    },
    get fingerprint() {
      return builtIn.fingerprint
    },
    problems: [{code: 'RATE_CARD_INVALID', file, facts}],
  }
}

/** Loads Node's cryptography only here: that costs a hook as much time as all the rest, and a report a tenth. */
function fingerprintOf(json: unknown): string {
  const {hash} = process.getBuiltinModule('node:crypto')
  return hash('sha256', JSON.stringify(json), 'hex').slice(0, 16)
}

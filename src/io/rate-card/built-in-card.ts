import {cardInPieces} from '../../core/rates/card-pieces.ts'
import card from './built-in.json' with {type: 'json'}

/** The card that pech brings along. The build takes it apart, so that no start has to. */
export const BUILT_IN = cardInPieces(card)

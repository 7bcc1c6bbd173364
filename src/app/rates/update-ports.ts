import type {CardContent} from '../../core/rates/card-in-force.ts'
import type {CardHistoryEntry} from '../../core/rates/update/rates-updated.ts'
import type {RatesPorts} from './rate-card-port.ts'

/** What changing the card needs from outside. */
export interface RatesUpdatePorts extends RatesPorts {
  readonly priceSources: {
    /** The content of a file, or of an https address. */
    read(from: string): Promise<CardContent>
  }
  readonly cardFile: {
    readonly path: string
    /** Writes the card and adds a line to its history. */
    replace(card: object, entry: CardHistoryEntry): void
  }
  /** Asks a person; null where nobody can be asked. */
  readonly confirm: (question: string) => Promise<boolean | null>
}

import {appendFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {PechError} from '../../core/problem.ts'
import {makeFolder} from '../make-folder.ts'
import {systemReason} from '../system-reason.ts'
import {writeAtomically} from '../write-atomically.ts'

/** The user's own rate card, and the history beside it. */
export class CardFile {
  readonly path: string
  readonly history: string

  constructor(path: string) {
    this.path = path
    this.history = join(dirname(path), 'rate-card-history.jsonl')
  }

  /**
   * Writes the card and appends what changed to `rate-card-history.jsonl`: first the history, so that no change is without
   * its line.
   */
  replace(card: object, entry: object): void {
    try {
      makeFolder(dirname(this.path))
      appendFileSync(this.history, `${JSON.stringify(entry)}\n`, {mode: 0o600})
    } catch (error) {
      throw new PechError(
        'OUTPUT_UNWRITABLE',
        `cannot write ${this.history}: ${systemReason(error)}`,
        'check that the folder is yours',
      )
    }
    writeAtomically(this.path, `${JSON.stringify(card, null, 2)}\n`)
  }
}

import {createRequire} from 'node:module'
import type * as Posting from './posting.ts'

/**
 * What posts to the ledger: readers, prices, the whole rate card. It costs milliseconds to load, and most hooks find
 * nothing new, so it is loaded when there is something, and at once, which `import()` cannot do.
 */
export function loadPosting(): typeof Posting {
  return typeof require === 'undefined' ? createRequire(import.meta.url)('./posting.ts') : require('./posting.ts')
}

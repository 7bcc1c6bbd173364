import type * as Posting from './posting.ts'

/**
 * What posts to the ledger: readers, prices, the whole rate card. It costs milliseconds to load, and most hooks find
 * nothing new, so it is loaded when there is something, and at once, which `import()` cannot do.
 */
export function loadPosting(): typeof Posting {
  return typeof require === 'undefined' ? requireHere()('./posting.ts') : require('./posting.ts')
}

/** Outside of bundles; loading `node:module` would cost each hook half a millisecond. */
function requireHere(): NodeJS.Require {
  return process.getBuiltinModule('node:module').createRequire(import.meta.url)
}

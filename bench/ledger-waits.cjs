// Preloaded into a hook: adds up how long it waited for the ledger (for its turn to open it, and to write), and tells at its end.
'use strict'

const {appendFileSync} = require('node:fs')
const {DatabaseSync, StatementSync} = require('node:sqlite')

let waitedMs = 0

function timed(owner, name, isWait) {
  const plain = owner.prototype[name]
  owner.prototype[name] = function (...values) {
    if (!isWait(this, values)) return plain.apply(this, values)
    const start = process.hrtime.bigint()
    try {
      return plain.apply(this, values)
    } finally {
      waitedMs += Number(process.hrtime.bigint() - start) / 1e6
    }
  }
}

timed(DatabaseSync, 'exec', (_, [sql]) => sql.includes('BEGIN'))
timed(StatementSync, 'get', (statement) => statement.sourceSQL === 'PRAGMA user_version')
process.on('exit', () => appendFileSync(process.env.BENCH_WAITS, `${waitedMs}\n`))

import type {VerifyFinding} from '../../core/report/verify-report.ts'
import {textHash} from '../../core/log/text-hash.ts'
import type {Pricer} from '../../core/rates/pricer.ts'
import {integer, integerOrNull, text, textOrNull, type Database, type Row} from './database.ts'
import {differentDays} from './query/kept-days.ts'
import {ROLLUP_FROM_CALLS} from './rollup.ts'

/**
 * Looks for damage: in the file, between rollup and calls, in prices and identities.
 *
 * @param pricer - Derives each price again.
 * @param cardIsFirst - Whether all calls were priced with the card in force; else older prices are no fault.
 */
export function verifyLedger(database: Database, pricer: Pricer, cardIsFirst: boolean): VerifyFinding[] {
  return [
    checkIntegrity(database),
    checkRollup(database),
    checkPrices(database, pricer, cardIsFirst),
    checkIdentities(database),
    checkReferences(database),
  ]
}

function checkIntegrity(database: Database): VerifyFinding {
  const messages = database.all('PRAGMA integrity_check(10)').map((row) => text(row['integrity_check']))
  const bad = messages.filter((message) => message !== 'ok')
  return finding('integrity', 'the database file is sound', bad.length, bad[0])
}

function checkRollup(database: Database): VerifyFinding {
  const columns =
    'bucket, attribution, rate, calls, input, output, cache_read, cache_write_5m, cache_write_1h, web_searches, lower_bound_calls, missing_output, unread_5m, unread_1h'
  const derived = `SELECT ${columns} FROM (${ROLLUP_FROM_CALLS})`
  const stored = `SELECT ${columns} FROM rollup`
  const different = database.all(
    `SELECT * FROM (${stored} EXCEPT ${derived}) UNION ALL SELECT * FROM (${derived} EXCEPT ${stored}) LIMIT 1000`,
  )
  different.push(...differentDays(database))
  const [first] = different
  const place =
    first !== undefined && 'day' in first ? `day ${String(first['day'])}` : `bucket ${String(first?.['bucket'])}`
  const where = first === undefined ? undefined : `${place}, attribution ${String(first['attribution'])}`
  return finding('rollup', 'the rollup is the sum of the calls', different.length, where)
}

const PRICED_CALLS = `
  SELECT call.id, call.identity, call.at_ms, call.input, call.output, call.cache_read, call.cache_write_5m, call.cache_write_1h,
    call.batch, profile.model, profile.speed, profile.service_tier, profile.geo, rate.key, rate.status
  FROM call JOIN profile ON profile.id = call.profile JOIN rate ON rate.id = call.rate
  JOIN attribution ON attribution.id = call.attribution WHERE attribution.peer IS NULL`

function checkPrices(database: Database, pricer: Pricer, cardIsFirst: boolean): VerifyFinding {
  let wrong = 0
  let earlier = 0
  let first: string | undefined
  for (const row of database.iterate(PRICED_CALLS)) {
    if (priceAgain(pricer, row) === text(row['key'])) continue
    if (!cardIsFirst && text(row['status']) === 'priced') {
      earlier++
      continue
    }
    wrong++
    first ??= `call ${text(row['identity'])}`
  }
  const broken = brokenRates(database)
  const said = finding('prices', 'every price is that of the rate card', wrong + broken.length, first ?? broken[0])
  return earlier === 0 ? said : {...said, note: `${earlier} calls keep the price of an earlier card`}
}

function priceAgain(pricer: Pricer, row: Row): string {
  return pricer.price({
    model: text(row['model']),
    atMs: integerOrNull(row['at_ms']),
    speed: textOrNull(row['speed']) || null,
    serviceTier: textOrNull(row['service_tier']) || null,
    geo: textOrNull(row['geo']) || null,
    isBatch: row['batch'] === 1,
    tokens: {
      input: integer(row['input']),
      output: integer(row['output']),
      cacheRead: integer(row['cache_read']),
      cacheWrite5m: integer(row['cache_write_5m']),
      cacheWrite1h: integer(row['cache_write_1h']),
    },
  }).key
}

/** Rates whose amounts are not those that their key names. */
function brokenRates(database: Database): string[] {
  const rows = database.all('SELECT * FROM rate')
  return rows
    .filter((row) => {
      const key = text(row['key'])
      const amounts = ['input', 'output', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'web_search'].map((name) =>
        String(row[name]),
      )
      const named = (key.split('|').at(-1) ?? '').split(',')
      return key !== 'unpriced' && amounts.some((amount, index) => named[index] !== amount)
    })
    .map((row) => `rate ${text(row['key'])}`)
}

function checkIdentities(database: Database): VerifyFinding {
  const twice = database.all('SELECT identity FROM call GROUP BY hash, identity, part HAVING count(*) > 1 LIMIT 1000')
  let wrong = twice.length
  let first = twice[0] === undefined ? undefined : text(twice[0]['identity'])
  for (const row of database.iterate('SELECT identity, hash FROM call')) {
    if (textHash(text(row['identity'])) === row['hash']) continue
    wrong++
    first ??= text(row['identity'])
  }
  return finding('identities', 'no call is counted twice', wrong, first)
}

function checkReferences(database: Database): VerifyFinding {
  const lost = database.all(
    `SELECT call.identity FROM call LEFT JOIN attribution a ON a.id = call.attribution LEFT JOIN rate r ON r.id = call.rate
    LEFT JOIN evidence e ON e.id = call.evidence LEFT JOIN profile p ON p.id = call.profile
    LEFT JOIN source b ON b.id = call.best_source LEFT JOIN source h ON h.id = call.home_source
    WHERE a.id IS NULL OR r.id IS NULL OR e.id IS NULL OR p.id IS NULL OR b.id IS NULL OR h.id IS NULL LIMIT 1000`,
  )
  return finding(
    'references',
    'everything that calls refer to exists',
    lost.length,
    lost[0] && text(lost[0]['identity']),
  )
}

function finding(name: string, claim: string, faults: number, first: string | undefined): VerifyFinding {
  return {name, claim, faults, ...(first === undefined ? {} : {first})}
}

import {expect, test} from 'vitest'
import {
  checkHooks,
  checkIngestLag,
  checkIntegrity,
  checkOrphans,
  checkRateCard,
  checkUnpriced,
} from '../../../src/core/health/check-ledger.ts'

const shares = {warn: 0.01, fail: 0.1}

test.each([
  [0, 100, 'pass'],
  [1, 100, 'pass'],
  [2, 100, 'warn'],
  [10, 100, 'warn'],
  [11, 100, 'fail'],
  [0, 0, 'unknown'],
])('%d orphans among %d calls: %s', (orphans, calls, status) => {
  expect(checkOrphans({orphans, calls}, shares).status).toBe(status)
})

test.each([
  [0, 100, 'pass'],
  [5, 100, 'warn'],
  [6, 100, 'fail'],
  [0, 0, 'unknown'],
])('%d of %d calls without a price: %s', (unpriced, calls, status) => {
  expect(checkUnpriced({unpriced, calls, models: ['m']}, 0.05).status).toBe(status)
})

test.each([
  [-5, 'warn', 'RATE_CARD_FUTURE'],
  [-1, 'pass', 'RATE_CARD_FRESH'],
  [60, 'pass', 'RATE_CARD_FRESH'],
  [61, 'warn', 'RATE_CARD_AGEING'],
  [90, 'warn', 'RATE_CARD_AGEING'],
  [91, 'warn', 'RATE_CARD_OLD'],
  [180, 'warn', 'RATE_CARD_OLD'],
  [181, 'fail', 'RATE_CARD_EXPIRED'],
  [null, 'unknown', 'RATE_CARD_UNREADABLE'],
])('a card of %s days: %s', (ageDays, status, code) => {
  expect(checkRateCard(ageDays)).toMatchObject({status, finding: {code}})
})

test.each([
  [false, 0, 'unknown'],
  [true, 60_000, 'pass'],
  [true, 60_001, 'warn'],
  [true, 120_001, 'fail'],
])('with logs %s and a lag of %d ms: %s', (hasLogs, lagMs, status) => {
  expect(checkIngestLag({hasLogs, lagMs}, {warnMs: 60_000, failMs: 120_000}).status).toBe(status)
})

test('any fault of the store fails; one that was not looked for is not known', () => {
  expect(checkIntegrity({faults: []}).status).toBe('pass')
  expect(checkIntegrity({faults: ['rollup', 'x']})).toMatchObject({
    status: 'fail',
    finding: {faults: 2, first: 'rollup'},
  })
  expect(checkIntegrity({unchecked: 'busy'})).toMatchObject({status: 'unknown', finding: {reason: 'busy'}})
})

test('hooks that are missing are never worse than a warning', () => {
  expect(checkHooks({missing: []}).status).toBe('pass')
  expect(checkHooks({missing: ['PreToolUse']})).toMatchObject({status: 'warn', finding: {missing: ['PreToolUse']}})
  expect(checkHooks({unreadable: 'settings.json'})).toMatchObject({status: 'warn', finding: {code: 'HOOKS_UNREADABLE'}})
})
